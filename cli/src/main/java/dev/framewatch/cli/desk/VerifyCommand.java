package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.api.VerificationDto;
import dev.framewatch.desk.api.VerificationDto.VerifiedPart;
import dev.framewatch.desk.api.VerificationDto.VerifiedTimestamp;
import dev.framewatch.desk.service.VerificationService;
import dev.framewatch.text.PrintableLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch verify}: verifies the integrity of evidence. */
@Command(
        name = "verify",
        description =
                "Verify the hashes and timestamps of an exported ZIP or an evidence"
                        + " folder. Works offline; extracts nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:verified", "1:verification failed", "2:unreadable or unsafe input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch verify case.zip",
            "  framewatch verify case.zip --ca authority.pem     the authority you trust",
            "  framewatch verify evidence/3f2a91c04b77",
            "",
            "Hashes show that files match the manifest, but can be recomputed by anyone who",
            "changes the files. A timestamp, or the ZIP's hash in the audit log, rules that",
            "out."
        })
public final class VerifyCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Parameters(paramLabel = "PATH", description = "ZIP or folder.")
    private Path path = Path.of("");

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates (PEM or DER) of trusted timestamp authorities.")
    private @Nullable Path authorities;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    public VerifyCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        VerificationDto verification = new VerificationService().verify(path, authorities);
        if (json) {
            desk.json(verification);
        } else {
            verification.parts().forEach(this::print);
            desk.out().println(verification.holds() ? "OK: verified." : "FAILED: see above.");
        }
        return verification.holds() ? 0 : 1;
    }

    private void print(VerifiedPart part) {
        desk.out()
                .printf(
                        "%s: %s%n",
                        part.folder().isEmpty() ? path : part.folder(),
                        part.sightings().size() == 1
                                ? "sighting " + PrintableLine.of(part.sightings().getFirst())
                                : Plural.of(part.sightings().size(), "sighting"));
        if (part.problems().isEmpty()) {
            desk.out().printf("  %s verified%n", Plural.of(part.files(), "file"));
        }
        part.problems()
                .forEach(problem -> desk.out().println("  FAILED: " + PrintableLine.of(problem)));
        if (part.timestamp() != null) {
            print(part.timestamp());
        } else if (!part.folder().isEmpty()) {
            desk.out().println("  no valid timestamp");
        }
    }

    private void print(VerifiedTimestamp timestamp) {
        desk.out().printf("  timestamp: all listed files existed at %s%n", timestamp.at());
        desk.out()
                .printf(
                        "  signed by %s (certificate SHA-256 %s)%n",
                        PrintableLine.of(timestamp.signer()), timestamp.certificate());
        desk.out()
                .printf(
                        "  %s%n",
                        timestamp.trusted() == null
                                ? "the authority was not checked; specify trusted ones with --ca"
                                        + " FILE"
                                : timestamp.trusted()
                                        ? "issued by a trusted authority; revocation was not"
                                                + " checked"
                                        : "not issued by a trusted authority");
    }
}
