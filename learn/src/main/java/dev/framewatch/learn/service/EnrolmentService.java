package dev.framewatch.learn.service;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.file.Sha256;
import dev.framewatch.learn.enrol.ArtworkReferences;
import dev.framewatch.learn.enrol.EnrolmentFaceSelector;
import dev.framewatch.learn.enrol.FaceEnrolment;
import dev.framewatch.learn.enrol.RejectedFaces;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.ThresholdCurve;
import dev.framewatch.video.MediaFetcher;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.LocalFeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes targets from a few photos of a person, or a few images of a piece of artwork. */
public final class EnrolmentService {
    private static final double USUAL_THRESHOLD = 0.5;

    private final TargetStore targets;
    private final ModelStore models;
    private final MediaFetcher fetcher;

    /**
     * @param fetcher downloads images given as URLs
     */
    public EnrolmentService(TargetStore targets, ModelStore models, MediaFetcher fetcher) {
        this.targets = targets;
        this.models = models;
        this.fetcher = fetcher;
    }

    /** A request to enrol a person or an artwork. */
    public sealed interface Request {
        String name();

        List<String> pictures();

        /**
         * A person.
         *
         * @param name the name of the target
         * @param pictures up to 50 photos of one person: paths, folders, or URLs (http, https)
         * @param face which of several faces in a photo to use, counted from the left, from 1; null
         *     for no explicit choice
         * @param add whether the photos are added to those of an existing target
         * @param others photos of somebody else whom the target was taken for, or photos of the
         *     target to remove; without other photos, the target must exist
         */
        record Person(
                String name,
                List<String> pictures,
                @Nullable Integer face,
                boolean add,
                List<String> others)
                implements Request {
            public Person {
                pictures = List.copyOf(pictures);
                others = List.copyOf(others);
                if (pictures.isEmpty() && others.isEmpty()) {
                    throw new InvalidFieldException("pictures", "at least one photo is needed");
                }
                if (face != null && face < 1) {
                    throw new InvalidFieldException(
                            "face", "%d: faces are counted from 1".formatted(face));
                }
            }

            /** Creates a request for a new target. */
            public Person(String name, List<String> pictures, @Nullable Integer face) {
                this(name, pictures, face, false, List.of());
            }

            private boolean isChange() {
                return add || pictures.isEmpty();
            }
        }

        /**
         * A logo, a placard or a cover.
         *
         * @param name the name of the target
         * @param pictures 1 to 10 images of it alone: paths, or URLs (http, https)
         */
        record Artwork(String name, List<String> pictures) implements Request {
            public Artwork {
                pictures = List.copyOf(pictures);
            }
        }
    }

    /**
     * The resulting target.
     *
     * @param file the target file
     * @param used the number of images it is made of
     * @param rejected the number of faces that are known not to be the person's
     * @param warnings which images are not used, or are doubtful, and why
     */
    public record Enrolled(String name, Path file, int used, int rejected, List<String> warnings) {
        public Enrolled {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Makes or changes a target. An existing one of that name is replaced atomically.
     *
     * @param progress receives every photo, and the warnings as notices
     * @throws RefusedException if no image can be used, with the reasons
     * @throws UnavailableException if a URL cannot be fetched
     * @throws InterruptedException if the calling thread was interrupted
     */
    public Enrolled enrol(Request request, ProgressListener progress)
            throws IOException, InterruptedException {
        TargetManifest.checkName(request.name());
        Pictures pictures = pictures(request.pictures());
        return Cancellable.run(
                progress,
                cancellable ->
                        switch (request) {
                            case Request.Person person -> person(person, pictures, cancellable);
                            case Request.Artwork artwork -> artwork(artwork, pictures, cancellable);
                        });
    }

    private Enrolled person(Request.Person request, Pictures pictures, ProgressListener progress)
            throws IOException, InterruptedException {
        TargetManifest existing = request.isChange() ? existing(request.name()) : null;
        Confirmation before = existing == null ? null : existing.confirmation();
        BackboneLoader opener = new BackboneLoader(models, progress);
        Backbones backbones =
                before == null
                        ? opener.faces(
                                ModelCatalogue.standard(ModelRole.FACE_DETECTOR).id(),
                                ModelCatalogue.mobileFaceNet().id())
                        : before.backbones();
        List<FaceReference> known = before == null ? List.of() : before.references();
        Pictures others = pictures(request.others());
        List<String> warnings = new ArrayList<>();
        List<FaceReference> references;
        List<FaceReference> rejected =
                new ArrayList<>(before == null ? List.of() : before.rejected());
        try (FeatureExtractor extractor = opener.open(backbones)) {
            EnrolmentFaceSelector faces =
                    EnrolmentFaceSelector.of(
                            pictures.files(), request.face(), known, extractor, progress);
            warnings.addAll(told(faces.warnings(), pictures, progress));
            RejectedFaces apart = RejectedFaces.of(others.files(), faces.references(), extractor);
            warnings.addAll(told(apart.warnings(), others, progress));
            references = apart.references();
            rejected.addAll(apart.rejected());
        }
        Path file =
                existing == null
                        ? FaceEnrolment.of(backbones, references, rejected)
                                .save(request.name(), targets)
                        : save(existing, backbones, references, rejected);
        if (references.size() == 1) {
            String weak =
                    "one photo makes a weak target: other poses and light are missed; add photos";
            progress.notice(weak);
            warnings.add(weak);
        }
        return new Enrolled(request.name(), file, references.size(), rejected.size(), warnings);
    }

    /**
     * Removes a photo from a target.
     *
     * @param photo the photo's file, or its file name when it was added
     * @throws RefusedException if the target keeps no such photo, or no other one
     */
    public Enrolled removePhoto(String name, String photo) throws IOException {
        TargetManifest existing = existing(name);
        Confirmation before = Objects.requireNonNull(existing.confirmation());
        List<FaceReference> left = new ArrayList<>(before.references());
        Path path = Path.of(photo);
        String sha256 = Files.isRegularFile(path) ? Sha256.of(path) : "";
        if (!left.removeIf(one -> one.sha256().equals(sha256))
                && !left.removeIf(one -> one.name().equals(photo))) {
            throw new RefusedException(
                    "%s: no photo of '%s' (its photos: %s)"
                            .formatted(
                                    photo,
                                    name,
                                    left.stream()
                                            .map(FaceReference::name)
                                            .collect(Collectors.joining(", "))));
        }
        if (left.isEmpty()) {
            throw new RefusedException(
                    "%s: '%s' keeps no other photo: add another first".formatted(photo, name));
        }
        Path file = save(existing, before.backbones(), left, before.rejected());
        return new Enrolled(name, file, left.size(), before.rejected().size(), List.of());
    }

    /** Saves an enrolled target with these faces; of a trained one, only the confirmation. */
    private Path save(
            TargetManifest existing,
            Backbones backbones,
            List<FaceReference> references,
            List<FaceReference> rejected)
            throws IOException {
        Confirmation before = existing.confirmation();
        return before != null && !existing.backbones().equals(backbones)
                ? targets.confirm(existing.name(), before.with(references, rejected))
                : FaceEnrolment.of(backbones, references, rejected).save(existing.name(), targets);
    }

    /** Returns a target to which photos can be added. */
    private TargetManifest existing(String name) {
        try (Target target = targets.open(name)) {
            if (target.manifest().confirmation() == null) {
                throw new RefusedException(
                        ("'%s' keeps no photos, so none can be added or removed: make it again from"
                                        + " all its photos")
                                .formatted(name));
            }
            return target.manifest();
        }
    }

    private Enrolled artwork(Request.Artwork request, Pictures pictures, ProgressListener progress)
            throws IOException {
        ArtworkReferences artwork =
                ArtworkReferences.of(pictures.files(), new LocalFeatureExtractor());
        List<String> warnings = told(artwork.warnings(), pictures, progress);
        Path file =
                artwork.save(
                        request.name(),
                        List.of("not " + request.name(), request.name()),
                        new ThresholdCurve(USUAL_THRESHOLD, USUAL_THRESHOLD, List.of()),
                        null,
                        targets);
        return new Enrolled(request.name(), file, artwork.references().size(), 0, warnings);
    }

    /**
     * The images as files.
     *
     * @param files in the order of the request
     * @param addresses the URLs of those that were downloaded
     */
    private record Pictures(List<Path> files, Map<Path, String> addresses) {}

    private Pictures pictures(List<String> places) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        Map<Path, String> addresses = new HashMap<>();
        for (String place : places) {
            if (MediaFetcher.isAddress(place)) {
                Path file = fetched(place);
                files.add(file);
                addresses.put(file, place);
            } else if (Files.isDirectory(Path.of(place))) {
                files.addAll(photosIn(Path.of(place)));
            } else {
                files.add(Path.of(place));
            }
        }
        return new Pictures(files, addresses);
    }

    private static List<Path> photosIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && !isHidden(file))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private Path fetched(String address) throws IOException, InterruptedException {
        Path fetched = fetcher.fetch(address).path();
        if (Files.isDirectory(fetched)) {
            try (Stream<Path> stills = Files.list(fetched)) {
                List<Path> pictures = stills.limit(2).toList();
                if (pictures.size() == 1) {
                    return pictures.getFirst();
                }
            }
        }
        throw new RefusedException(address + ": no images");
    }

    /** Replaces the names of downloaded files by their URLs. */
    private static List<String> told(
            List<String> warnings, Pictures pictures, ProgressListener progress) {
        List<String> told =
                warnings.stream()
                        .map(warning -> {
                            String text = warning;
                            for (Map.Entry<Path, String> file : pictures.addresses().entrySet()) {
                                text = text.replace(file.getKey().toString(), file.getValue());
                            }
                            return text;
                        })
                        .toList();
        told.forEach(progress::notice);
        return told;
    }
}
