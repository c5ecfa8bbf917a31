package dev.framewatch.web.page;

import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.api.SourceDto;
import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.SightingSelection;
import dev.framewatch.desk.store.Page;
import dev.framewatch.desk.store.PageRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The wall of sightings; its filters are in the address. */
public final class SightingsPage {
    private static final int PAGE = 48;

    private final DeskServices desk;
    private final Pages pages;

    public SightingsPage(DeskServices desk, Pages pages) {
        this.desk = desk;
        this.pages = pages;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/sightings", this::show);
    }

    /**
     * Model of the template.
     *
     * @param cards the sightings of this page
     * @param count how many there are, and how many are hidden, in words
     * @param chips filters that are set, and the address without each
     * @param next address of the next page; empty on the last one
     * @param isFirst whether it is the first page
     * @param start address of the first page
     * @param values values of the filters by name
     * @param targets names to choose from
     * @param sources names to choose from
     */
    record Model(
            List<SightingCard> cards,
            String count,
            List<Chip> chips,
            String next,
            boolean isFirst,
            String start,
            Map<String, String> values,
            List<String> targets,
            List<String> sources) {
        String value(String name) {
            return values.getOrDefault(name, "");
        }

        boolean has(String name, String value) {
            return value(name).equals(value);
        }
    }

    /**
     * A filter that is set.
     *
     * @param text what it selects
     * @param without address without it
     */
    record Chip(String text, String without) {}

    private void show(Context ctx) {
        Map<String, String> values = new TreeMap<>();
        for (String name : SightingSelection.NAMES) {
            String value = ctx.queryParam(name);
            if (value != null && !value.isBlank()) {
                values.put(name, value.strip());
            }
        }
        String after = ctx.queryParam("after");
        SightingFilter filter = SightingSelection.of(values);
        Page<SightingDto> page = desk.sightings().page(filter, PageRequest.after(after, PAGE));
        long all =
                values.isEmpty()
                        ? page.total()
                        : desk.sightings().page(SightingFilter.ALL, PageRequest.first(1)).total();
        pages.send(
                ctx,
                "Sightings",
                "Sightings",
                "sightings",
                new Model(
                        page.items().stream().map(row -> SightingCard.of(row, pages)).toList(),
                        count(page.total(), all),
                        chips(values),
                        page.next() == null
                                ? ""
                                : address(values, null).with("after", page.next()).toString(),
                        after == null,
                        address(values, null).toString(),
                        values,
                        desk.targets().list().stream().map(one -> one.name()).toList(),
                        desk.sources().list().stream().map(SourceDto::name).toList()));
    }

    private static String count(long shown, long all) {
        String words = shown == 1 ? "1 sighting" : "%,d sightings".formatted(shown);
        return shown == all ? words : "%s; the filters hide %,d".formatted(words, all - shown);
    }

    private static List<Chip> chips(Map<String, String> values) {
        List<Chip> chips = new ArrayList<>();
        values.forEach((name, value) ->
                chips.add(new Chip(words(name, value), address(values, name).toString())));
        return chips;
    }

    private static String words(String name, String value) {
        return switch (name) {
            case "target" -> "target " + value;
            case "source" -> "source " + value;
            case "state" -> value.equals("new") ? "to review" : value;
            case "since" -> "since " + value;
            case "min_score" -> "score from " + value;
            case "family" -> "clip family " + value;
            default -> "caption contains “" + value + "”";
        };
    }

    private static Address address(Map<String, String> values, @Nullable String without) {
        Address address = Address.of("/sightings");
        for (Map.Entry<String, String> entry : values.entrySet()) {
            if (!entry.getKey().equals(without)) {
                address = address.with(entry.getKey(), entry.getValue());
            }
        }
        return address;
    }
}
