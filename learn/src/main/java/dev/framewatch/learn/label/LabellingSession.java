package dev.framewatch.learn.label;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.learn.dataset.FolderLabels;
import dev.framewatch.learn.dataset.FolderLabels.Image;
import dev.framewatch.learn.fit.Learner;
import dev.framewatch.video.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Labels the images of a folder with a person's answers, most informative image first. Each answer
 * is saved before the next image is named. Thread-safe.
 */
public final class LabellingSession {
    private final FolderLabels labels;
    private final List<String> classes;
    private final LabelQueue queue;
    private final Map<String, Image> images = new LinkedHashMap<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Map<String, String> unreadable = new HashMap<>();

    private record Answer(String image, @Nullable String before) {}

    /**
     * @param classes the classes, what is looked for first; at least two
     * @param learner fits the model that orders the images
     * @throws InvalidFieldException if there are fewer than two classes
     */
    public LabellingSession(FolderLabels labels, List<String> classes, Learner learner)
            throws InvalidFieldException {
        if (classes.size() < 2 || classes.stream().anyMatch(String::isBlank)) {
            throw new InvalidFieldException("classes", "at least two classes are needed");
        }
        this.labels = labels;
        this.classes = List.copyOf(classes);
        this.queue = new LabelQueue(labels.images(), learner);
        for (Image image : labels.images()) {
            images.put(image.name(), image);
            String known = labels.label(image.name());
            if (known != null) {
                queue.answer(image.name(), isPositive(known));
            }
        }
    }

    private boolean isPositive(String label) {
        return label.equalsIgnoreCase(classes.getFirst());
    }

    /**
     * What a person is to look at now.
     *
     * @param image name of the image to label; null if none is left
     * @param video its source video; empty if it is not known
     * @param guess probability that it shows the target, by the answers so far; null if there is
     *     none yet
     * @param counts the number of images of each class
     * @param labelled the number of labelled images
     * @param total the number of images
     */
    public record State(
            @Nullable String image,
            String video,
            @Nullable Double guess,
            Map<String, Integer> counts,
            int labelled,
            int total) {
        public State {
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        }
    }

    /** Returns what to look at now. */
    public synchronized State state() {
        Optional<String> next = queue.next();
        Map<String, Integer> counts = new LinkedHashMap<>();
        classes.forEach(name -> counts.put(name, 0));
        int labelled = 0;
        for (String image : images.keySet()) {
            String label = labels.label(image);
            if (label != null) {
                counts.merge(label, 1, Integer::sum);
                labelled++;
            }
        }
        return new State(
                next.orElse(null),
                next.map(this::videoOf).orElse(""),
                next.map(this::guess).orElse(null),
                counts,
                labelled,
                images.size() - unreadable.size());
    }

    private String videoOf(String image) {
        Image known = images.get(image);
        return known == null ? "" : known.video();
    }

    private @Nullable Double guess(String image) {
        OptionalDouble logit = queue.guess(image);
        return logit.isEmpty() ? null : 1 / (1 + Math.exp(-logit.getAsDouble()));
    }

    /**
     * Labels an image and saves it. The same answer twice is one.
     *
     * @throws InvalidFieldException if there is no such class
     * @throws dev.framewatch.error.NotFoundException if there is no such image
     */
    public synchronized State answer(String image, String label) throws IOException {
        if (!classes.contains(label)) {
            throw new InvalidFieldException("label", "is none of " + String.join(", ", classes));
        }
        String before = labels.label(image);
        if (!label.equals(before)) {
            labels.set(image, label);
            answers.push(new Answer(image, before));
            queue.answer(image, isPositive(label));
        }
        return state();
    }

    /** Puts an image off until all others are labelled. */
    public synchronized State skip(String image) {
        if (images.containsKey(image) && labels.label(image) == null) {
            queue.skip(image);
        }
        return state();
    }

    /** Takes the last answer back; the image is the next one. */
    public synchronized State undo() throws IOException {
        Answer last = answers.peek();
        if (last == null) {
            return state();
        }
        labels.set(last.image, last.before);
        answers.pop();
        queue.answer(last.image, last.before == null ? null : isPositive(last.before));
        State now = state();
        return new State(
                last.image,
                videoOf(last.image),
                guess(last.image),
                now.counts,
                now.labelled,
                now.total);
    }

    /** Returns the file of an image; empty if the folder has none of that name. */
    public Optional<Path> file(String image) {
        return Optional.ofNullable(images.get(image)).map(Image::file);
    }

    /** Returns the file that holds the labels. */
    public Path labelFile() {
        return labels.file();
    }

    /** Describes images for the model that orders them. */
    public interface Describer {
        /** Returns the vectors of an image; empty if it shows nothing that could be the target. */
        List<float[]> describe(Path image) throws UnreadableImageException;
    }

    /**
     * Describes all images, those of different videos in turn; meanwhile others may answer. Returns
     * when it is done or the thread was interrupted.
     */
    public void describe(Describer describer) {
        for (Image image : inTurns()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            List<float[]> vectors;
            try {
                vectors = describer.describe(image.file());
            } catch (UnreadableImageException e) {
                leaveOut(image, String.valueOf(e.getMessage()));
                continue;
            }
            synchronized (this) {
                queue.describe(image.name(), vectors);
            }
        }
    }

    private List<Image> inTurns() {
        Map<String, Integer> seen = new HashMap<>();
        Map<Image, Integer> turn = new HashMap<>();
        images.values()
                .forEach(image -> turn.put(image, seen.merge(image.video(), 1, Integer::sum)));
        return images.values().stream()
                .sorted(Comparator.comparingInt(image -> turn.getOrDefault(image, 0)))
                .toList();
    }

    private synchronized void leaveOut(Image image, String reason) {
        if (labels.label(image.name()) == null) {
            unreadable.put(image.name(), reason);
            queue.leaveOut(image.name());
        }
    }

    /** Returns the images that cannot be read and are not asked about, with the reasons. */
    public synchronized Map<String, String> unreadable() {
        return Map.copyOf(unreadable);
    }
}
