package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code framewatch alerts add NAME atom}: adds an Atom feed file. */
@Command(
        name = "atom",
        description = "An Atom feed file, to be served by a web server.",
        customSynopsis = "framewatch alerts add NAME atom [OPTIONS] FILE",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = "  framewatch alerts add feed atom /srv/www/leads.xml --entries 50")
final class AddAtomCommand implements Callable<Integer> {
    @ParentCommand private @Nullable AddAlertCommand parent;

    @Mixin private SubscriptionOptions subscription = new SubscriptionOptions();

    @Parameters(paramLabel = "FILE", description = "Feed file, rewritten on each alert.")
    private Path file = Path.of("");

    @Option(
            names = "--entries",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "Maximum number of entries; the newest are kept (default: ${DEFAULT-VALUE}).")
    private int entries;

    @Override
    public Integer call() throws IOException {
        Objects.requireNonNull(parent)
                .add(
                        new ChannelConfig.AtomFeed(
                                file.toAbsolutePath().normalize().toString(), entries),
                        subscription.filter());
        return 0;
    }
}
