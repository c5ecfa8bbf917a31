package dev.framewatch.learn.keras;

import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.file.Sha256;
import dev.framewatch.learn.dataset.PositiveLabels;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.ThresholdCurve;
import dev.framewatch.targets.TrainingMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes Targets of a head that was trained elsewhere, one for each class that is looked for. Its
 * probabilities are taken as they are: nothing is known about how good or how calibrated they are.
 */
final class ImportedTargets {
    private static final TargetManifest.Calibration AS_THEY_ARE =
            new TargetManifest.Calibration(1, 0);
    private static final double THRESHOLD = 0.5;

    private final String source;
    private final List<String> labels;

    /** The number of the class that each Target looks for. */
    private final Map<String, Integer> classes = new LinkedHashMap<>();

    /**
     * @param source the file, for errors
     * @param id what the Target is called; of several, each is called {@code id-label}
     * @param labels names of the head's classes, in their order
     * @param positive those to look for; if empty, those whose name does not say no
     * @throws InvalidFieldException when a label is not there, or gives no name
     */
    ImportedTargets(String source, String id, List<String> labels, List<String> positive) {
        this.source = source;
        this.labels = List.copyOf(labels);
        List<Integer> wanted = wanted(positive);
        for (int number : wanted) {
            String name = wanted.size() == 1 ? id : nameOf(id, labels.get(number));
            if (classes.put(name, number) != null) {
                throw new InvalidFieldException(
                        "positive",
                        "%s: two of its classes would have the same name '%s': choose one"
                                .formatted(source, name));
            }
        }
    }

    private static String nameOf(String id, String label) {
        return id + "-" + label.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    }

    private List<Integer> wanted(List<String> positive) {
        List<Integer> numbers = new ArrayList<>();
        for (String label : positive) {
            int number = labels.indexOf(label.strip());
            if (number < 0) {
                throw new InvalidFieldException(
                        "positive",
                        "%s: no class '%s' (available: %s)"
                                .formatted(source, label, String.join(", ", labels)));
            }
            numbers.add(number);
        }
        for (int i = 0; i < labels.size() && positive.isEmpty(); i++) {
            if (!PositiveLabels.isNegativeName(labels.get(i))) {
                numbers.add(i);
            }
        }
        if (numbers.isEmpty()) {
            throw new InvalidFieldException(
                    "positive",
                    "%s: its classes are %s: choose the positive class"
                            .formatted(source, String.join(", ", labels)));
        }
        return numbers;
    }

    List<String> names() {
        return List.copyOf(classes.keySet());
    }

    /**
     * @throws ConflictException when a Target of one of the names is there already
     * @throws IllegalArgumentException when one will not do as a name
     */
    void requireFree(TargetStore targets) {
        for (String name : names()) {
            if (Files.exists(targets.file(name))) {
                throw new ConflictException(
                        "target '%s' already exists; choose another id, or remove it first"
                                .formatted(name));
            }
        }
    }

    /** Writes them all; what was written before one could not be is taken back. */
    void save(KerasHead head, ModelRef backbone, TargetStore targets) throws IOException {
        List<String> saved = new ArrayList<>();
        try {
            for (Map.Entry<String, Integer> one : classes.entrySet()) {
                byte[] onnx = head.onnx(one.getValue());
                targets.save(manifest(one.getKey(), one.getValue(), head, onnx, backbone), onnx);
                saved.add(one.getKey());
            }
        } catch (IOException | RuntimeException e) {
            for (String name : saved) {
                targets.remove(name);
            }
            throw e;
        }
    }

    private TargetManifest manifest(
            String name, int positive, KerasHead head, byte[] onnx, ModelRef backbone) {
        String label = labels.get(positive);
        String others = labels.size() == 2 ? labels.get(1 - positive) : "not " + label;
        return new TargetManifest(
                TargetManifest.FORMAT,
                name,
                TargetKind.SCENE,
                List.of(others, label),
                Backbones.scene(backbone),
                head.dimensions(),
                Sha256.of(onnx),
                AS_THEY_ARE,
                0,
                0,
                new ThresholdCurve(THRESHOLD, THRESHOLD, List.of()),
                new TrainingMetrics(0, 0, 0, null, null, null, null, null, null),
                0);
    }
}
