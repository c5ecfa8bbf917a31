package dev.framewatch.web.page;

import dev.framewatch.desk.api.ChannelDto;
import dev.framewatch.desk.api.SourceDto;
import dev.framewatch.desk.api.StatusDto.SourceStatus;
import dev.framewatch.desk.governance.TargetGovernance;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetService;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is searched for, where, and who is told: lists to read. */
public final class ListPages {
    private final DeskServices desk;
    private final Pages pages;

    public ListPages(DeskServices desk, Pages pages) {
        this.desk = desk;
        this.pages = pages;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/targets", this::targets);
        routes.get("/sources", this::sources);
        routes.get("/alerts", this::alerts);
    }

    /**
     * Model of the template.
     *
     * @param title heading
     * @param items all items
     * @param empty what is said if there are none
     * @param command what makes one
     */
    record Model(String title, List<Item> items, String empty, String command) {}

    /**
     * An item of a list.
     *
     * @param name what it is called
     * @param href address of what it has found; empty if there is none
     * @param state in words; empty if there is nothing to say
     * @param tone class of the state
     * @param facts what is known, by name
     */
    record Item(String name, String href, String state, String tone, List<Fact> facts) {}

    /**
     * A named value.
     *
     * @param time shown instead of the text, unless null
     */
    record Fact(String name, String text, @Nullable TimeText time) {
        Fact(String name, String text) {
            this(name, text, null);
        }
    }

    private void targets(Context ctx) {
        Map<String, TargetGovernance> terms = desk.governance().terms();
        List<Item> items =
                desk.targets().list().stream()
                        .map(one ->
                                target(one, terms.getOrDefault(one.name(), TargetGovernance.NONE)))
                        .toList();
        pages.send(
                ctx,
                "Targets",
                "Targets",
                "list",
                new Model(
                        "Targets",
                        items,
                        "There is no target yet: nothing is searched for.",
                        "framewatch enrol NAME PHOTO..."));
    }

    private Item target(TargetService.Listed listed, TargetGovernance terms) {
        List<Fact> facts = new ArrayList<>();
        TargetManifest manifest = listed.manifest();
        if (manifest != null) {
            facts.add(new Fact("Kind", manifest.kind().toString()));
            Double accuracy = manifest.evaluation().accuracy();
            facts.add(
                    new Fact(
                            "Accuracy in cross-validation",
                            accuracy == null ? "not measured" : SightingCard.score(accuracy)));
            if (manifest.evaluation().frames() > 0) {
                facts.add(
                        new Fact(
                                "Learned from",
                                "%,d images, %,d with the target"
                                        .formatted(
                                                manifest.evaluation().frames(),
                                                manifest.evaluation().positives())));
            }
        }
        facts.add(new Fact("Owner", or(terms.owner(), "nobody named")));
        facts.add(new Fact("Purpose", or(terms.reason(), "none given")));
        TimeText expires = pages.timeOrNull(terms.expires());
        facts.add(new Fact("Expires", "never", expires));
        return new Item(
                listed.name(),
                Address.of("/sightings").with("target", listed.name()).toString(),
                listed.problem().isEmpty() ? "" : "not searched for: " + listed.problem(),
                "bad",
                facts);
    }

    private void sources(Context ctx) {
        Map<String, SourceStatus> health =
                desk.status().status().sources().stream()
                        .collect(Collectors.toMap(SourceStatus::name, Function.identity()));
        List<Item> items =
                desk.sources().list().stream()
                        .map(source -> source(source, health.get(source.name())))
                        .toList();
        pages.send(
                ctx,
                "Sources",
                "Sources",
                "list",
                new Model(
                        "Sources",
                        items,
                        "There is no source yet: no posts arrive.",
                        "framewatch sources add NAME folder DIR"));
    }

    private Item source(SourceDto source, @Nullable SourceStatus health) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Kind", source.kind()));
        facts.add(new Fact("Place", source.place()));
        facts.add(new Fact("Polled", "every " + words(Duration.ofSeconds(source.everySeconds()))));
        facts.add(new Fact("Last success", "never", pages.timeOrNull(source.lastSuccess())));
        if (health != null) {
            facts.add(
                    new Fact(
                            "New posts, last day",
                            health.usualItems() == null
                                    ? "%,d".formatted(health.items24h())
                                    : "%,d (usually %,.0f)"
                                            .formatted(health.items24h(), health.usualItems())));
        }
        String state = source.paused() ? "paused" : health == null ? "new" : health.state();
        String reason = health == null ? null : health.reason();
        return new Item(
                source.name(),
                Address.of("/sightings").with("source", source.name()).toString(),
                reason == null ? state : state + ": " + reason,
                switch (state) {
                    case "ok" -> "good";
                    case "new", "paused" -> "new";
                    default -> "bad";
                },
                facts);
    }

    private void alerts(Context ctx) {
        List<Item> items = desk.alerts().list().stream().map(this::channel).toList();
        pages.send(
                ctx,
                "Alerts",
                "Alerts",
                "list",
                new Model(
                        "Alerts",
                        items,
                        "Nobody is told yet: there is no channel for alerts.",
                        "framewatch alerts add NAME webhook URL"));
    }

    private Item channel(ChannelDto channel) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Sends to", channel.route()));
        facts.add(
                new Fact(
                        "About",
                        channel.targets().isEmpty()
                                ? "all targets"
                                : String.join(", ", channel.targets())));
        if (channel.minScore() > 0) {
            facts.add(new Fact("From a score of", SightingCard.score(channel.minScore())));
        }
        facts.add(new Fact("Last delivery", "never", pages.timeOrNull(channel.lastSuccess())));
        facts.add(new Fact("Waiting", "%,d".formatted(channel.waiting())));
        facts.add(new Fact("Given up", "%,d".formatted(channel.dead().size())));
        boolean isFailing = channel.failingSince() != null || channel.state().equals("disabled");
        return new Item(
                channel.name(),
                "",
                isFailing
                        ? "%s: %s"
                                .formatted(
                                        channel.state().equals("on") ? "failing" : channel.state(),
                                        Objects.requireNonNullElse(channel.reason(), "unknown"))
                        : channel.state(),
                isFailing ? "bad" : channel.state().equals("on") ? "good" : "new",
                facts);
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static String words(Duration time) {
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
    }
}
