package dev.framewatch;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.ImagePass;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.LinearModel;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.learn.fit.ValidationResult;
import dev.framewatch.learn.train.TrainedHead;
import dev.framewatch.vision.FrameFeatures;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds the way of a labelled image to a target file short: the types that hold its row, pixels,
 * features, score or the head trained on it, or hand one of them on, when a face is trained with a
 * linear head.
 *
 * <p>An interface counts with the type that implements it on this way, and a private nested type
 * with the one around it. Not counted are calculations that a type of this way makes on numbers,
 * names or labels, such as the folds of {@code CrossValidation}, and what {@code FeatureExtractor}
 * and {@code Augmenter} do to pixels.
 */
@AnalyzeClasses(
        packages = "dev.framewatch",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ArchitectureTest.OnlyOurOwnWriting.class
        })
final class TargetPipelineTest {
    private static final int MOST = 25;

    /** The types, each after one that uses it or that it uses. */
    private static final List<String> WAY =
            """
            learn.dataset.LabelFile
            learn.dataset.LabelledImage
            learn.dataset.Dataset
            learn.service.TrainingService
            learn.features.LabelledFeatureSet
            learn.dataset.ImagePass
            learn.augment.Augmenter
            vision.FeatureExtractor
            vision.FrameFeatures
            learn.dataset.SourceGroups
            learn.features.LabelledFeatures
            learn.train.LinearHeadTraining
            learn.fit.Example
            learn.fit.CrossValidation
            learn.fit.MultipleInstanceLearner
            learn.fit.LogisticRegression
            learn.fit.LinearModel
            learn.fit.ValidationResult
            learn.train.OutOfFoldEvaluation
            learn.evaluate.ScoredImage
            learn.evaluate.Evaluation
            learn.train.TrainedHead
            targets.TargetManifest
            targets.TargetStore
            targets.TargetFile
            """
                    .lines()
                    .map(name -> "dev.framewatch." + name)
                    .toList();

    /** What holds labelled images, or what was made of them. */
    private static final Set<Class<?>> HOLDERS =
            Set.of(
                    LabelledImage.class,
                    Dataset.class,
                    ImagePass.class,
                    FrameFeatures.class,
                    LabelledFeatures.class,
                    LabelledFeatureSet.class,
                    Example.class,
                    ValidationResult.class,
                    Scorer.class,
                    LinearModel.class,
                    ScoredImage.class,
                    TrainedHead.class);

    private static final Set<String> LABELS = Set.of("label", "positive", "classIndex", "group");

    private static final List<String> PACKAGES =
            List.of("learn.dataset", "learn.features", "learn.fit", "learn.train");

    @ArchTest
    static void aLabelledImagePassesAtMost25TypesEachLinkedToOneBefore(JavaClasses classes) {
        assertThat(WAY).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(MOST);
        for (int i = 1; i < WAY.size(); i++) {
            JavaClass type = classes.get(WAY.get(i));
            List<String> before = WAY.subList(0, i);
            assertThat(linked(type))
                    .as("links of %s", type.getName())
                    .containsAnyElementsOf(before);
        }
    }

    /** The types that a type uses directly and that use it; for a nested one, the one around it. */
    private static Set<String> linked(JavaClass type) {
        return Stream.concat(
                        type.getDirectDependenciesFromSelf().stream()
                                .map(Dependency::getTargetClass),
                        type.getDirectDependenciesToSelf().stream().map(Dependency::getOriginClass))
                .map(TargetPipelineTest::outermost)
                .map(JavaClass::getName)
                .collect(toSet());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(TargetPipelineTest::outermost).orElse(type);
    }

    @ArchTest
    static void everyHolderIsOnTheWay(JavaClasses classes) {
        Set<String> onTheWay = new TreeSet<>(WAY);
        Set<JavaClass> interfaces =
                WAY.stream()
                        .flatMap(name -> classes.get(name).getRawInterfaces().stream())
                        .filter(type -> type.getPackageName().startsWith("dev.framewatch"))
                        .collect(toSet());

        assertThat(HOLDERS)
                .filteredOn(type -> !type.isInterface())
                .extracting(Class::getName)
                .isSubsetOf(onTheWay);
        assertThat(classes)
                .filteredOn(TargetPipelineTest::holdsLabelledData)
                .filteredOn(type -> !onTheWay.contains(type.getName()))
                .as("a new wrapper: merge it with the type beside it")
                .allSatisfy(type ->
                        assertThat(type.getRawInterfaces())
                                .as("%s takes the place of a type on the way", type.getName())
                                .containsAnyElementsOf(interfaces));
    }

    private static boolean holdsLabelledData(JavaClass type) {
        boolean looked =
                PACKAGES.stream().anyMatch(name -> type.getPackageName().endsWith("." + name));
        return looked
                && !Modifier.isPrivate(type.reflect().getModifiers())
                && !type.isAnonymousClass()
                && type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .anyMatch(field -> isHolder(field.getType()) || isLabel(type, field));
    }

    private static boolean isHolder(JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                .anyMatch(raw -> HOLDERS.stream().anyMatch(raw::isEquivalentTo));
    }

    private static boolean isLabel(JavaClass type, JavaField field) {
        return type.isRecord()
                && LABELS.contains(field.getName())
                && !field.getRawType().isAssignableTo(Collection.class); // of a whole data set
    }

    @ArchTest
    static void theArchitecturePageNamesNoOtherTypesInItsSteps(JavaClasses classes)
            throws IOException {
        Path page = Path.of(System.getProperty("basedir", ".")).resolve("../ARCHITECTURE.md");
        String section = Files.readString(page).split("\n## Target pipeline", 2)[1];
        String steps = section.split("\n\n", 3)[1];
        Set<String> names =
                WAY.stream().map(name -> classes.get(name).getSimpleName()).collect(toSet());

        assertThat(steps.lines()).hasSize(10).allMatch(line -> line.matches("[0-9]+\\. .*"));
        assertThat(Pattern.compile("`([A-Z]\\w*)`").matcher(steps).results())
                .isNotEmpty()
                .extracting(name -> name.group(1))
                .isSubsetOf(names);
    }
}
