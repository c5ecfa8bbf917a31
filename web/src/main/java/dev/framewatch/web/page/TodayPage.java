package dev.framewatch.web.page;

import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.api.StatusDto;
import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.ReviewService;
import dev.framewatch.desk.store.Page;
import dev.framewatch.desk.store.PageRequest;
import dev.framewatch.web.access.AccessControl;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** Whether the watch can be trusted now, what is new, and what waits for review. */
public final class TodayPage {
    private static final int LATEST = 12;
    private static final int MAX_COUNTED = 1_000;

    private final DeskServices desk;
    private final ReviewService reviews;
    private final Pages pages;

    public TodayPage(DeskServices desk, ReviewService reviews, Pages pages) {
        this.desk = desk;
        this.reviews = reviews;
        this.pages = pages;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/", this::show);
    }

    /**
     * Model of the template.
     *
     * @param healthy whether all is in order
     * @param problems what is not, in words
     * @param work what was done in the last day, in words
     * @param waiting what awaits review, in words; empty for nothing
     * @param latest the latest sightings
     * @param more how many earlier ones there are, in words; empty for none
     */
    record Model(
            boolean healthy,
            List<String> problems,
            String work,
            String waiting,
            List<SightingCard> latest,
            String more) {}

    private void show(Context ctx) {
        StatusDto status = desk.status().status();
        Page<SightingDto> latest =
                desk.sightings().page(SightingFilter.ALL, PageRequest.first(LATEST));
        int waiting = reviews.queue(null, AccessControl.session(ctx).actor(), MAX_COUNTED).size();
        long earlier = latest.total() - latest.items().size();
        Model model =
                new Model(
                        status.healthy(),
                        problems(status),
                        work(status),
                        waiting(waiting),
                        latest.items().stream().map(row -> SightingCard.of(row, pages)).toList(),
                        earlier == 0 ? "" : "%,d earlier".formatted(earlier));
        pages.send(ctx, "Today", "Today", "today", model);
    }

    private static String waiting(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> "1 sighting waits for review";
            case MAX_COUNTED -> "%,d sightings or more wait for review".formatted(count);
            default -> "%d sightings wait for review".formatted(count);
        };
    }

    private static List<String> problems(StatusDto status) {
        List<String> problems = new ArrayList<>();
        status.sources().stream()
                .filter(source -> source.reason() != null)
                .forEach(source ->
                        problems.add("source %s: %s".formatted(source.name(), source.reason())));
        status.canaries().stream()
                .filter(canary -> !canary.well())
                .forEach(canary ->
                        problems.add("canary %s: %s".formatted(canary.name(), canary.reason())));
        problems.addAll(status.concerns());
        return problems;
    }

    private static String work(StatusDto status) {
        String queue =
                status.queue() == 0 ? "none waiting" : "%,d waiting".formatted(status.queue());
        return "%,d posts judged in the last day, %s".formatted(status.work().judged24h(), queue);
    }
}
