package dev.framewatch.cli.desk;

import dev.framewatch.desk.api.VerificationDto;
import dev.framewatch.desk.api.VerificationDto.VerifiedPart;
import dev.framewatch.desk.api.VerificationDto.VerifiedTimestamp;
import dev.framewatch.desk.service.VerificationService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch verify}: is evidence still what it was? */
@Command(
        name = "verify",
        description =
                "Checks every hash in a zip that sightings export wrote, or in a folder of"
                        + " evidence, and its timestamps. Nothing is unpacked, nothing asked of the"
                        + " network.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all of it holds",
            "1:something does not",
            "2:it cannot be read, or is refused"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch verify case.zip",
            "  framewatch verify case.zip --ca authority.pem     whose timestamps you believe",
            "  framewatch verify evidence/3f2a91c04b77",
            "",
            "Hashes show that nothing changed since they were written. That nobody wrote them anew"
                    + " is shown by a",
            "timestamp only, or by the hash of the zip, which the exporter was told and the audit"
                    + " log keeps."
        })
public final class VerifyCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Parameters(paramLabel = "PATH", description = "A zip or a folder.")
    private Path path = Path.of("");

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates, PEM or DER, of timestamp authorities that you trust.")
    private @Nullable Path trusted;

    @Option(names = "--json", description = "One object on standard output.")
    private boolean json;

    public VerifyCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        VerificationDto verification = new VerificationService().verify(path, trusted);
        if (json) {
            desk.json(verification);
        } else {
            verification.parts().forEach(this::say);
            desk.out()
                    .println(
                            verification.holds()
                                    ? "All of it holds."
                                    : "Not all of it holds: see above.");
        }
        return verification.holds() ? 0 : 1;
    }

    private void say(VerifiedPart part) {
        desk.out()
                .printf(
                        "%s: %s%n",
                        part.folder().isEmpty() ? path : part.folder(),
                        part.sightings().size() == 1
                                ? "the sighting " + TerminalText.of(part.sightings().getFirst())
                                : part.sightings().size() + " sightings");
        if (part.problems().isEmpty()) {
            desk.out().printf("  %d files are as they were recorded%n", part.files());
        }
        part.problems()
                .forEach(problem ->
                        desk.out().println("  DOES NOT HOLD: " + TerminalText.of(problem)));
        if (part.timestamp() != null) {
            say(part.timestamp());
        } else if (!part.folder().isEmpty()) {
            desk.out().println("  no timestamp that holds");
        }
    }

    private void say(VerifiedTimestamp timestamp) {
        desk.out()
                .printf(
                        "  timestamp: all that the manifest lists was there at %s%n",
                        timestamp.at());
        desk.out()
                .printf(
                        "  signed by %s (certificate SHA-256 %s)%n",
                        TerminalText.of(timestamp.signer()), timestamp.certificate());
        desk.out()
                .printf(
                        "  %s%n",
                        timestamp.trusted() == null
                                ? "whether that is an authority to believe was not checked; name"
                                        + " one with --ca FILE"
                                : timestamp.trusted()
                                        ? "a certificate that you trust vouches for it; whether it"
                                                + " was revoked was not asked"
                                        : "no certificate that you trust vouches for it");
    }
}
