package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.api.PrecisionDto;
import dev.framewatch.desk.api.ReviewItemDto;
import dev.framewatch.desk.evidence.SeenOnce;
import dev.framewatch.desk.review.ReviewLabels.Scope;
import dev.framewatch.desk.service.ReviewService.Answer;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewServiceTest {
    @TempDir private Path folder;

    @AutoClose private TestServices desk;
    private ReviewService reviews;
    private ReviewItemDto item;

    @BeforeEach
    void oneWaits() throws Exception {
        desk = new TestServices(SeenOnce.in(folder).home());
        reviews = desk.services.reviews();
        item = reviews.waiting(10).getFirst();
    }

    @Test
    void anAnswerEndsTheWaitCountsAndIsOnRecordWithItsActor() throws Exception {
        assertThat(reviews.precision("light").precision()).isNull();
        assertThat(reviews.answer(new Answer(item.id(), null, State.CONFIRMED, "clear"), "anna"))
                .isEmpty();
        assertThat(reviews.waiting(10)).isEmpty();
        PrecisionDto precision = reviews.precision("light");
        assertThat(precision.confirmed()).isEqualTo(1);
        assertThat(precision.precision()).isEqualTo(1);
        assertThat(precision.interval()).hasSize(2);
        assertThat(desk.audit()).containsExactly("anna reviewed " + item.id());
        assertThat(desk.services.sightings().show(item.id()).reviews())
                .singleElement()
                .satisfies(review -> {
                    assertThat(review.who()).isEqualTo("anna");
                    assertThat(review.note()).isEqualTo("clear");
                });
    }

    @Test
    void theBeginningOfAnIdIsEnoughToAnswerAndToTakeItBack() throws Exception {
        String beginning = item.id().substring(0, 4);

        reviews.answer(new Answer(beginning, null, State.CONFIRMED, ""), "anna");
        assertThat(reviews.waiting(10)).isEmpty();
        reviews.takeBack(beginning, "anna");

        assertThat(reviews.waiting(10)).containsExactly(item);
    }

    @Test
    void answersAreExportedAsLabels() throws Exception {
        reviews.answer(new Answer(item.id(), null, State.CONFIRMED, ""), "anna");
        Path out = folder.resolve("reviewed");
        int pictures = reviews.export("light", out, Scope.SOUND);
        assertThat(pictures).isPositive();
        assertThat(out.resolve("labels.csv")).content().hasLineCount(pictures + 1);
    }

    @Test
    void aMisspeltTargetIsNotOneWithoutAnswers() {
        Path out = folder.resolve("none");
        assertThatThrownBy(() -> reviews.export("dark", out, Scope.SOUND))
                .isInstanceOf(NotFoundException.class);
        assertThat(out).doesNotExist();
        assertThatThrownBy(() -> reviews.precision("dark")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whatCannotBeAnsweredIsRefusedAndNotOnRecord() {
        assertThatThrownBy(
                        () -> reviews.answer(new Answer("ffff", null, State.CONFIRMED, ""), "anna"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no sighting 'ffff'");
        assertThatThrownBy(() ->
                        reviews.answer(new Answer(item.id(), 99.0, State.CONFIRMED, ""), "anna"))
                .isInstanceOf(NotFoundException.class);
        for (State state : List.of(State.NEW, State.EXPIRED)) {
            assertThatThrownBy(() -> reviews.answer(new Answer(item.id(), null, state, ""), "anna"))
                    .isInstanceOf(InvalidFieldException.class);
        }
        assertThat(desk.audit()).isEmpty();
    }
}
