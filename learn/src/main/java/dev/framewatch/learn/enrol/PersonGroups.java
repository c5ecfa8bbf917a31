package dev.framewatch.learn.enrol;

import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Groups photos by the person they show, by average similarity. */
final class PersonGroups {
    private PersonGroups() {}

    /**
     * Returns the groups, the largest first. Two groups are joined while the photos of one are like
     * those of the other on average (average linkage).
     */
    static List<List<FaceReference>> of(List<FaceReference> photos) {
        List<List<FaceReference>> groups = new ArrayList<>();
        photos.forEach(photo -> groups.add(new ArrayList<>(List.of(photo))));
        while (joinClosest(groups)) {
            // until no two groups are alike
        }
        groups.sort(
                Comparator.comparingInt((List<FaceReference> group) -> group.size()).reversed());
        return groups;
    }

    private static boolean joinClosest(List<List<FaceReference>> groups) {
        int left = 0;
        int right = 0;
        double highest = Confirmation.SIMILAR;
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                double similarity = similarity(groups.get(i), groups.get(j));
                if (similarity >= highest) {
                    highest = similarity;
                    left = i;
                    right = j;
                }
            }
        }
        if (left == right) {
            return false;
        }
        groups.get(left).addAll(groups.remove(right));
        return true;
    }

    private static double similarity(List<FaceReference> left, List<FaceReference> right) {
        double sum = 0;
        for (FaceReference one : left) {
            for (FaceReference other : right) {
                sum += one.similarity(other);
            }
        }
        return sum / (left.size() * right.size());
    }
}
