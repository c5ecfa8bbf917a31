package dev.framewatch.web.page;

import dev.framewatch.desk.api.TrendDto;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.TrendService.TrendRequest;
import dev.framewatch.desk.service.TrendService.Unit;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.web.media.StyledSvg;
import dev.framewatch.web.page.Pages.Link;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sightings of a target over time. */
public final class TrendPage {
    private static final List<Integer> PERIODS = List.of(7, 30, 90);
    private static final int DAYS = 30;

    private final DeskServices desk;
    private final Pages pages;

    public TrendPage(DeskServices desk, Pages pages) {
        this.desk = desk;
        this.pages = pages;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/trends", this::show);
        routes.get("/trends/{target}/chart.svg", this::chart);
    }

    /**
     * Model of the template.
     *
     * @param targets a link for each target
     * @param target name of the target that is shown; empty if there is none
     * @param periods a link for each period
     * @param days length of the period
     * @param chart address of the chart
     * @param words what the chart shows, in words
     * @param trends unusual increases, latest first
     */
    record Model(
            List<Link> targets,
            String target,
            List<Link> periods,
            int days,
            String chart,
            String words,
            List<Increase> trends) {
        boolean isCurrent(Link link) {
            return link.text().equals(target);
        }
    }

    /** An unusual increase. */
    record Increase(String where, String figures, TimeText began, @Nullable TimeText ended) {}

    private void show(Context ctx) {
        List<String> names = desk.targets().list().stream().map(one -> one.name()).toList();
        String asked = ctx.queryParam("target");
        String target = asked != null ? asked : names.isEmpty() ? "" : names.getFirst();
        int days = days(ctx);
        Address here = Address.of("/trends");
        List<Link> targets =
                names.stream()
                        .map(name ->
                                new Link(
                                        name,
                                        here.with("target", name)
                                                .with("days", "" + days)
                                                .toString()))
                        .toList();
        List<Link> periods =
                PERIODS.stream()
                        .map(period ->
                                new Link(
                                        period + " days",
                                        here.with("target", target)
                                                .with("days", "" + period)
                                                .toString()))
                        .toList();
        if (target.isEmpty()) {
            pages.send(
                    ctx,
                    "Trends",
                    "Trends",
                    "trends",
                    new Model(targets, "", periods, days, "", "", List.of()));
            return;
        }
        TrendDto trend = desk.trends().of(new TrendRequest(target, "", Unit.DAY, days));
        pages.send(
                ctx,
                "Trends",
                "Trends",
                "trends",
                new Model(
                        targets,
                        target,
                        periods,
                        days,
                        Address.of("/trends/{}/chart.svg", target)
                                .with("days", "" + days)
                                .toString(),
                        "%,d sightings of %s in %,d posts in %d days"
                                .formatted(trend.sightings(), target, trend.posts(), days),
                        trend.trends().stream().map(this::increase).toList()));
    }

    private Increase increase(TrendDto.DetectedTrend trend) {
        return new Increase(
                trend.source().isEmpty() ? "all sources" : trend.source(),
                String.format(
                        Locale.ROOT,
                        "%,d sightings in %,d posts of a day; before, %,d in %,d",
                        trend.sightings(),
                        trend.posts(),
                        trend.usualSightings(),
                        trend.usualPosts()),
                pages.time(trend.began()),
                pages.timeOrNull(trend.ended()));
    }

    private static int days(Context ctx) {
        String days = ctx.queryParam("days");
        if (days == null) {
            return DAYS;
        }
        if (!days.matches("\\d{1,3}")) {
            throw new InvalidFieldException("days", "days must be 1 to 366");
        }
        return Integer.parseInt(days);
    }

    private void chart(Context ctx) {
        TrendRequest request = new TrendRequest(ctx.pathParam("target"), "", Unit.DAY, days(ctx));
        desk.trends().of(request); // checks the name
        StyledSvg.send(ctx, desk.trends().chart(request));
    }
}
