package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelStatus;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.governance.GovernanceRepository;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.timestamp.TimestampRepository;
import dev.framewatch.targets.TargetStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What keeps a watch from being trusted, besides its Sources: Targets, alerts, timestamps. */
public final class DeskConcerns implements StatusCommand.Concerns {
    private final DeskContext desk;

    public DeskConcerns(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public List<String> of(Database database, Instant now) {
        List<String> concerns = new ArrayList<>();
        targets(database, now, concerns);
        for (ChannelStatus channel : new Channels(database, desk.clock()).reports()) {
            alerts(channel, concerns);
        }
        TimestampRepository.Count stamps =
                database.read(handle -> new TimestampRepository(handle).count());
        if (!stamps.reason().isEmpty()) {
            concerns.add(
                    "%d timestamps are pending: %s".formatted(stamps.pending(), stamps.reason()));
        }
        return concerns;
    }

    private void targets(Database database, Instant now, List<String> concerns) {
        List<String> names = new TargetStore(desk.home().get().resolve("targets")).names();
        if (names.isEmpty()) {
            concerns.add("there is no Target to look for");
        }
        for (String name : names) {
            boolean expired =
                    database.read(handle -> new GovernanceRepository(handle).isExpired(name, now));
            if (expired) {
                concerns.add(
                        "the Target %s has expired and is not looked for; see framewatch targets terms --help"
                                .formatted(name));
            }
        }
    }

    private static void alerts(ChannelStatus channel, List<String> concerns) {
        String name = channel.channel().name();
        switch (channel.state()) {
            case DISABLED ->
                    concerns.add("alerts to %s are off: %s".formatted(name, channel.reason()));
            case PAUSED -> {}
            case ON -> {
                if (channel.failingSince() != null) {
                    concerns.add(
                            "alerts to %s do not get through since %s: %s"
                                    .formatted(name, channel.failingSince(), channel.reason()));
                }
            }
        }
        if (!channel.dead().isEmpty()) {
            concerns.add(
                    "%d alerts to %s were given up; framewatch alerts retry %s sends them again"
                            .formatted(channel.dead().size(), name, name));
        }
    }
}
