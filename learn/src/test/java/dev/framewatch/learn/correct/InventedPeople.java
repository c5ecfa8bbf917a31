package dev.framewatch.learn.correct;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.correct.AnsweredEnrolment.AnsweredFrame;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.Targets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A person, look-alikes and their videos as vectors, with similarities as measured on photos and
 * videos (docs/decisions/corrections.md).
 */
final class InventedPeople {
    private static final int DIMENSIONS = 64;
    static final int FRAMES = 8;

    private final Random random;
    private final float[] person;

    InventedPeople(long seed) {
        this.random = new Random(seed);
        this.person = direction();
    }

    /** Returns a target enrolled from some photos. */
    Confirmation enrolled(int photos) {
        List<FaceReference> references = new ArrayList<>();
        for (int i = 0; i < photos; i++) {
            references.add(
                    FaceReference.of(
                            i + ".jpg", Targets.ONES, near(person, 0.86 + 0.06 * noise())));
        }
        return new Confirmation(Targets.confirmation().backbones(), 0.5, references, List.of());
    }

    /** Returns the frames of a video of the person. */
    List<float[]> personVideo() {
        return video(near(person, 0.8 + 0.12 * noise()));
    }

    /** Returns somebody who is often taken for the person. */
    float[] lookAlike() {
        return near(person, 0.5 + 0.08 * random.nextDouble());
    }

    /** Returns the frames of a video of somebody. */
    List<float[]> video(float[] somebody) {
        float[] scene = near(somebody, 0.92);
        List<float[]> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            frames.add(near(scene, 0.9 + 0.04 * noise()));
        }
        return frames;
    }

    float[] stranger() {
        return direction();
    }

    /** Returns the faces of reviewed frames, named as the desk does. */
    static List<FaceReference> faces(String sighting, List<float[]> frames) {
        List<FaceReference> faces = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            String name = "%s-%d.00.jpg".formatted(sighting, i);
            faces.add(
                    FaceReference.reviewed(
                            name, Sha256.of(name.getBytes(StandardCharsets.UTF_8)), frames.get(i)));
        }
        return faces;
    }

    static List<AnsweredFrame> answered(String sighting, boolean positive, List<float[]> frames) {
        return faces(sighting, frames).stream()
                .map(face ->
                        new AnsweredFrame(
                                "family-" + sighting,
                                sighting,
                                positive,
                                List.of(face),
                                Collections.nCopies(1, true)))
                .toList();
    }

    private double noise() {
        return Math.clamp(random.nextGaussian(), -2, 2);
    }

    private float[] direction() {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return unit(vector);
    }

    /** Returns a unit vector at a given similarity to another. */
    private float[] near(float[] to, double similarity) {
        double cosine = Math.min(similarity, 0.995);
        float[] other = direction();
        double along = dot(to, other);
        float[] across = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            across[i] = (float) (other[i] - along * to[i]);
        }
        unit(across);
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (cosine * to[i] + Math.sqrt(1 - cosine * cosine) * across[i]);
        }
        return unit(vector);
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) length;
        }
        return vector;
    }
}
