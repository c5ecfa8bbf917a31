package dev.framewatch.desk.service;

import dev.framewatch.desk.api.EvidenceDto;
import dev.framewatch.desk.api.EvidenceDto.FrameDto;
import dev.framewatch.desk.api.EvidenceDto.PictureDto;
import dev.framewatch.desk.evidence.EvidenceManifest;
import dev.framewatch.desk.evidence.EvidencePage;
import dev.framewatch.desk.export.SightingQuery;
import dev.framewatch.desk.export.SightingSummary;
import dev.framewatch.desk.store.Database;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.home.Home;
import dev.framewatch.json.StrictJson;
import dev.framewatch.page.Thumbnail;
import dev.framewatch.storyboard.DamagedStoryboardException;
import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.storyboard.StoryboardFile;
import dev.framewatch.storyboard.StoryboardFrame;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Opens what the home folder keeps of a sighting: its video, its best frames and its scores. */
public final class EvidenceService {
    /** A face is shown with as much again of what surrounds it. */
    private static final double FACE_MARGIN = 0.5;

    /** Larger crops show nothing more on a page. */
    private static final int LONGEST_SIDE = 640;

    private final Database database;
    private final Home home;

    EvidenceService(Database database, Home home) {
        this.database = database;
        this.home = home;
    }

    /**
     * Returns the scores and pictures of a sighting; {@link EvidenceDto#NONE} once they are
     * deleted.
     *
     * @param id ID or unique prefix
     * @throws NotFoundException if there is no such sighting
     * @throws InvalidFieldException if the ID is malformed or ambiguous
     * @throws IOException if the evidence cannot be read
     */
    public EvidenceDto of(String id) throws IOException {
        SightingSummary row = row(id);
        List<Double> storyboard = storyboard(row).map(EvidenceService::times).orElse(List.of());
        Path folder = folder(row);
        if (folder == null || !Files.exists(folder.resolve("evidence.json"))) {
            return new EvidenceDto(
                    EvidenceDto.NONE.every(),
                    EvidenceDto.NONE.threshold(),
                    List.of(),
                    List.of(),
                    storyboard);
        }
        JsonNode file =
                StrictJson.MAPPER.readTree(
                        BoundedFile.text(
                                folder.resolve("evidence.json"), EvidenceManifest.MAX_BYTES));
        List<FrameDto> frames = new ArrayList<>();
        for (JsonNode frame : file.path("frames")) {
            JsonNode score = frame.path("score");
            frames.add(
                    new FrameDto(
                            frame.path("t").asDouble(),
                            score.isNumber() ? score.asDouble() : null,
                            frame.path("positive").asBoolean(),
                            frame.path("unclear").asBoolean()));
        }
        List<PictureDto> pictures = new ArrayList<>();
        for (JsonNode picture : file.path("pictures")) {
            String name = picture.asString("");
            if (EvidencePage.isMarked(name) && isPlain(folder.resolve(name))) {
                double seconds = EvidencePage.seconds(name).orElseThrow();
                String unmarked = EvidencePage.unmarked(name);
                pictures.add(
                        new PictureDto(
                                seconds,
                                name,
                                isPlain(folder.resolve(unmarked)) ? unmarked : null,
                                box(file, seconds)));
            }
        }
        return new EvidenceDto(
                file.path("every").asDouble(1),
                file.path("threshold").asDouble(0.5),
                frames,
                pictures,
                storyboard);
    }

    /** Names hold times to two places, evidence.json holds more. */
    private static @Nullable List<Integer> box(JsonNode file, double seconds) {
        for (JsonNode frame : file.path("frames")) {
            JsonNode box = frame.path("box");
            if (Math.abs(frame.path("t").asDouble() - seconds) < 0.01
                    && box.size() == 4
                    && box.path(2).asInt() > 0
                    && box.path(3).asInt() > 0) {
                return box.valueStream().map(JsonNode::asInt).toList();
            }
        }
        return null;
    }

    /**
     * Returns the file of a picture of the evidence.
     *
     * @throws NotFoundException if there is no such sighting or picture
     */
    public Path picture(String id, String name) {
        SightingSummary row = row(id);
        Path folder = folder(row);
        boolean isName =
                EvidencePage.isMarked(name)
                        || EvidencePage.isMarked(name.replaceFirst("-unmarked\\.jpg$", ".jpg"));
        if (folder == null || !isName || !isPlain(folder.resolve(name))) {
            throw new NotFoundException(
                    "sighting '%s' has no picture of that name".formatted(row.sighting().id()));
        }
        return folder.resolve(name);
    }

    /**
     * Returns the best picture of a sighting, without marks if there is such a one.
     *
     * @throws NotFoundException if there is no such sighting, or it has no pictures
     */
    public Path best(String id) throws IOException {
        return picture(id, name(first(id)));
    }

    private PictureDto first(String id) throws IOException {
        return of(id).pictures().stream()
                .findFirst()
                .orElseThrow(
                        () -> new NotFoundException("sighting '%s' has no pictures".formatted(id)));
    }

    private static String name(PictureDto picture) {
        return picture.unmarked() == null ? picture.marked() : picture.unmarked();
    }

    /**
     * Returns the face of the best picture as a JPEG file, or all of that picture if it has none.
     *
     * @throws NotFoundException if there is no such sighting, or it has no pictures
     */
    public byte[] face(String id) throws IOException {
        PictureDto best = first(id);
        return jpeg(cropped(read(id, name(best)), best.box()));
    }

    /**
     * Returns the best picture as a small JPEG file.
     *
     * @throws NotFoundException if there is no such sighting, or it has no pictures
     */
    public byte[] thumbnail(String id) throws IOException {
        return jpeg(Thumbnail.downscaled(read(id, name(first(id)))));
    }

    private RgbImage read(String id, String name) {
        try {
            return ImageFiles.read(picture(id, name));
        } catch (UnreadableImageException e) {
            throw new NotFoundException(
                    "the picture of sighting '%s' cannot be read: %s"
                            .formatted(id, e.getMessage()));
        }
    }

    private static BufferedImage cropped(RgbImage image, @Nullable List<Integer> box) {
        if (box == null) {
            return ImageFiles.toBufferedImage(image.shrunkTo(LONGEST_SIDE));
        }
        int margin = (int) (FACE_MARGIN * Math.max(box.get(2), box.get(3)));
        int left = Math.clamp(box.get(0) - margin, 0, image.width() - 1);
        int top = Math.clamp(box.get(1) - margin, 0, image.height() - 1);
        int right = Math.clamp((long) box.get(0) + box.get(2) + margin, left + 1, image.width());
        int bottom = Math.clamp((long) box.get(1) + box.get(3) + margin, top + 1, image.height());
        BufferedImage cut =
                ImageFiles.toBufferedImage(image)
                        .getSubimage(left, top, right - left, bottom - top);
        return cut.getWidth() <= LONGEST_SIDE && cut.getHeight() <= LONGEST_SIDE
                ? cut
                : shrunk(cut);
    }

    private static BufferedImage shrunk(BufferedImage image) {
        double scale = (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight());
        int width = Math.max(1, (int) (image.getWidth() * scale));
        int height = Math.max(1, (int) (image.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var draw = small.createGraphics();
        draw.drawImage(
                image.getScaledInstance(width, height, java.awt.Image.SCALE_AREA_AVERAGING),
                0,
                0,
                null);
        draw.dispose();
        return small;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    /**
     * Returns a frame of the storyboard as a JPEG file.
     *
     * @param index position in {@link EvidenceDto#storyboard()}
     * @throws NotFoundException if there is no such sighting or frame
     */
    public byte[] storyboardFrame(String id, int index) throws IOException {
        List<StoryboardFrame> frames =
                storyboard(row(id)).map(EvidenceService::intact).orElse(List.of());
        if (index < 0 || index >= frames.size()) {
            throw new NotFoundException("the storyboard has no frame " + index);
        }
        return Optional.ofNullable(frames.get(index).image()).orElseThrow().jpeg();
    }

    private Optional<Storyboard> storyboard(SightingSummary row) throws IOException {
        try {
            return Optional.of(StoryboardFile.read(home.storyboard(row.sighting().video())));
        } catch (NoSuchFileException | DamagedStoryboardException e) {
            return Optional.empty();
        }
    }

    private static List<StoryboardFrame> intact(Storyboard storyboard) {
        return storyboard.frames().stream().filter(frame -> frame.image() != null).toList();
    }

    private static List<Double> times(Storyboard storyboard) {
        return intact(storyboard).stream().map(StoryboardFrame::seconds).toList();
    }

    /**
     * Returns the file of the video.
     *
     * @return empty if it is deleted, or the post consists of images
     * @throws NotFoundException if there is no such sighting
     */
    public Optional<Path> video(String id) {
        return Optional.ofNullable(row(id).media()).map(home::resolve).filter(this::isPlain);
    }

    private boolean isPlain(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private SightingSummary row(String id) {
        return database.read(handle -> new SightingQuery(handle).of(id));
    }

    private @Nullable Path folder(SightingSummary row) {
        String evidence = row.sighting().evidence();
        return evidence.isEmpty() ? null : home.resolve(evidence);
    }
}
