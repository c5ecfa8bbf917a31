package dev.framewatch.web.page;

import dev.framewatch.desk.api.EvidenceDto;
import dev.framewatch.desk.api.SightingDetailsDto;
import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.EvidenceService;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.page.SvgDrawing;
import dev.framewatch.verdict.RunText;
import dev.framewatch.web.media.MediaResponse;
import dev.framewatch.web.media.VideoType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One sighting: the video and its scores, the frames, the post, and who did what. */
public final class SightingPage {
    private static final String JPEG = "image/jpeg";

    private final DeskServices desk;
    private final EvidenceService evidence;
    private final Pages pages;

    public SightingPage(DeskServices desk, Pages pages) {
        this.desk = desk;
        this.evidence = desk.evidence();
        this.pages = pages;
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/sightings/{id}", this::show);
        media(routes, "/sightings/{id}/video", this::video);
        media(routes, "/sightings/{id}/pictures/{name}", this::picture);
        media(
                routes,
                "/sightings/{id}/face.jpg",
                ctx -> derived(ctx, () -> evidence.face(ctx.pathParam("id"))));
        media(
                routes,
                "/sightings/{id}/thumbnail.jpg",
                ctx -> derived(ctx, () -> evidence.thumbnail(ctx.pathParam("id"))));
        media(routes, "/sightings/{id}/storyboard/{index}", this::storyboard);
    }

    private static void media(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    /**
     * Model of the template.
     *
     * @param card the fields of the list
     * @param id ID of the sighting
     * @param video address of the video; empty once it is deleted
     * @param strip scores over time; null once they are deleted
     * @param storyboard frames over time; empty if none are kept
     * @param moments when the target is seen, in words; empty if it is not known
     * @param pictures the best frames
     * @param post what is known about the post
     * @param page address of the post; empty if there is none
     * @param facts what is known about the verdict
     * @param spread other sightings of the clip family, oldest first
     * @param family address of all of them
     * @param history who did what
     * @param isOpen whether it awaits review
     */
    record Model(
            SightingCard card,
            String id,
            String video,
            @Nullable SvgDrawing strip,
            List<Moment> storyboard,
            String moments,
            List<Picture> pictures,
            List<ListPages.Fact> post,
            String page,
            List<ListPages.Fact> facts,
            List<SightingCard> spread,
            String family,
            List<Step> history,
            boolean isOpen) {}

    /** A small frame at a time. */
    record Moment(String href, String image, String seconds) {}

    /** A frame of the evidence. */
    record Picture(String marked, String unmarked, String seconds) {}

    /** Something that somebody did. */
    record Step(String who, String what, TimeText at) {}

    private void show(Context ctx) throws IOException {
        SightingDetailsDto details = desk.sightings().show(ctx.pathParam("id"));
        SightingDto row = details.sighting();
        EvidenceDto known = evidence.of(row.id());
        String video =
                evidence.video(row.id()).isPresent()
                        ? Address.of("/sightings/{}/video", row.id()).toString()
                        : "";
        Model model =
                new Model(
                        SightingCard.of(row, pages),
                        row.id(),
                        video,
                        known.frames().isEmpty() ? null : ScoreStrip.of(known, video),
                        storyboard(row.id(), known, video),
                        RunText.of(row.at()),
                        pictures(row.id(), known),
                        post(details),
                        Objects.requireNonNullElse(row.post().url(), ""),
                        facts(details, known),
                        details.spread().stream()
                                .filter(other -> !other.id().equals(row.id()))
                                .map(other -> SightingCard.of(other, pages))
                                .toList(),
                        Address.of("/sightings")
                                .with("target", row.target())
                                .with("family", row.family())
                                .toString(),
                        history(details),
                        row.state().equals("new"));
        pages.send(ctx, row.target(), "Sightings", "sighting", model);
    }

    private static List<Moment> storyboard(String id, EvidenceDto known, String video) {
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < known.storyboard().size(); i++) {
            String seconds = seconds(known.storyboard().get(i));
            moments.add(
                    new Moment(
                            video.isEmpty() ? "" : video + "#t=" + seconds,
                            Address.of("/sightings/{}/storyboard/" + i, id).toString(),
                            seconds));
        }
        return moments;
    }

    static List<Picture> pictures(String id, EvidenceDto known) {
        return known.pictures().stream()
                .map(picture ->
                        new Picture(
                                address(id, picture.marked()),
                                picture.unmarked() == null ? "" : address(id, picture.unmarked()),
                                seconds(picture.t())))
                .toList();
    }

    private static String address(String id, String name) {
        return Address.of("/sightings/{}/pictures/{}", id, name).toString();
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    private List<ListPages.Fact> post(SightingDetailsDto details) {
        SightingDto.PostSummary post = details.sighting().post();
        List<ListPages.Fact> facts = new ArrayList<>();
        facts.add(new ListPages.Fact("Post", post.called().text()));
        facts.add(
                new ListPages.Fact("Author", post.author().isEmpty() ? "unknown" : post.author()));
        facts.add(new ListPages.Fact("Posted", "unknown", pages.timeOrNull(post.postedAt())));
        Long views = post.views();
        facts.add(new ListPages.Fact("Views", views == null ? "unknown" : "%,d".formatted(views)));
        facts.add(new ListPages.Fact("Platform", post.platform()));
        facts.add(new ListPages.Fact("Source", post.source()));
        return facts;
    }

    private List<ListPages.Fact> facts(SightingDetailsDto details, EvidenceDto known) {
        SightingDto row = details.sighting();
        List<ListPages.Fact> facts = new ArrayList<>();
        facts.add(new ListPages.Fact("Seen", "", pages.time(row.seenAt())));
        facts.add(new ListPages.Fact("Best frame", SightingCard.score(row.score())));
        facts.add(
                new ListPages.Fact(
                        "Frames with the target", SightingCard.score(row.share()) + " of all"));
        facts.add(new ListPages.Fact("Threshold", SightingCard.score(known.threshold())));
        Double seconds = row.video().seconds();
        facts.add(
                new ListPages.Fact(
                        "Length",
                        seconds == null
                                ? "unknown"
                                : String.format(Locale.ROOT, "%.0f s", seconds)));
        facts.add(new ListPages.Fact("Timestamp", details.timestamp()));
        facts.add(new ListPages.Fact("SHA-256 of the video", row.video().sha256()));
        facts.add(new ListPages.Fact("Sighting", row.id()));
        return facts;
    }

    private List<Step> history(SightingDetailsDto details) {
        return details.reviews().stream()
                .map(review -> new Step(review.who(), words(review), pages.time(review.at())))
                .toList();
    }

    private static String words(SightingDetailsDto.ReviewEntry review) {
        String answer =
                switch (review.answer()) {
                    case "confirmed" -> "confirmed it";
                    case "rejected" -> "said it is wrong";
                    default -> review.answer() + " it";
                };
        Double frame = review.frame();
        String what = frame == null ? answer : answer + " at " + seconds(frame) + " s";
        return review.note().isEmpty() ? what : what + ": " + review.note();
    }

    private void video(Context ctx) throws IOException {
        Path file =
                evidence.video(ctx.pathParam("id"))
                        .orElseThrow(() -> new NotFoundException("The video is deleted."));
        MediaResponse.file(ctx, file, VideoType.of(file));
    }

    private void picture(Context ctx) throws IOException {
        MediaResponse.file(ctx, evidence.picture(ctx.pathParam("id"), ctx.pathParam("name")), JPEG);
    }

    private void derived(Context ctx, MediaResponse.Derivation derivation) throws IOException {
        MediaResponse.derived(ctx, evidence.best(ctx.pathParam("id")), JPEG, derivation);
    }

    private void storyboard(Context ctx) throws IOException {
        String index = ctx.pathParam("index");
        if (!index.matches("\\d{1,4}")) {
            throw new NotFoundException("The storyboard has no such frame.");
        }
        byte[] frame = evidence.storyboardFrame(ctx.pathParam("id"), Integer.parseInt(index));
        MediaResponse.bytes(ctx, frame, JPEG);
    }
}
