package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.store.Database;
import dev.framewatch.targets.TargetStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewatch alerts add}: a new channel; how it is reached is said by a subcommand. */
@Command(
        name = "add",
        description = "Sets up a channel.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts add desk email desk@example.org --smtp mail.example.org --user"
                    + " desk",
            "  framewatch alerts add archive webhook https://archive.example.org/leads --target"
                    + " trump",
            "  framewatch alerts add chat webhook https://hooks.slack.com/services/KEY --shape"
                    + " slack",
            "  framewatch alerts add feed atom leads.xml --min-score 0.9",
            "  framewatch alerts add light command /usr/local/bin/light red",
            "",
            "Each has --help: framewatch alerts add NAME email --help"
        })
final class AddAlertCommand implements Runnable {
    private final DeskContext desk;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "What to call it.")
    private String name = "";

    AddAlertCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Where to? Add: webhook URL, email ADDRESS, atom FILE or command CMD");
    }

    String name() {
        return name;
    }

    /** Sets it up, and says so. */
    void add(ChannelConfig config, SubscriptionFilter filter) throws IOException {
        try (Database database = Database.open(desk.home().get())) {
            new Channels(database, desk.clock())
                    .add(
                            name,
                            config,
                            filter,
                            handle ->
                                    desk.audit(
                                            handle,
                                            AuditAction.ALERT_ADDED,
                                            name,
                                            Map.of("targets", filter.targets())));
        }
        List<String> known = new TargetStore(desk.home().get().resolve("targets")).names();
        for (String target : filter.targets()) {
            if (!known.contains(target)) {
                desk.note("There is no Target '%s' yet".formatted(target));
            }
        }
        desk.note(
                "Added %s: %s. Try it: framewatch alerts test %s"
                        .formatted(name, config.shown(), name));
    }
}
