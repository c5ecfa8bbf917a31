package dev.framewatch.desk.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.desk.review.ReviewLabels.Scope;
import dev.framewatch.desk.review.ReviewedFrame.Basis;
import dev.framewatch.desk.review.Reviews.Answer;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.desk.watch.TestDesk;
import dev.framewatch.error.ConflictException;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.LightClips;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewsTest {
    @TempDir private Path folder;

    private TestDesk desk;
    @AutoClose private Database database;
    @AutoClose private final FrameExtractor extractor = new FrameExtractor();
    private Reviews reviews;
    private ReviewLabels labels;
    private Sighting first;
    private Sighting second;

    @BeforeEach
    void twoSightings() throws Exception {
        desk = new TestDesk(folder.resolve("home"));
        desk.feed(desk.post("1", LightClips.write(folder.resolve("1.mp4"), "-++-")));
        desk.feed(desk.post("2", LightClips.write(folder.resolve("2.mp4"), "+++--")));
        try (TestDesk.Opened watch = desk.open()) {
            assertThat(watch.once()).isTrue();
        }
        List<Sighting> seen = desk.sightings();
        first = seen.stream().filter(s -> s.positiveFraction() == 0.5).findFirst().orElseThrow();
        second = seen.stream().filter(s -> s.positiveFraction() == 0.6).findFirst().orElseThrow();
        database = Database.open(Home.in(desk.home()));
        reviews =
                new Reviews(database, Home.in(desk.home()), desk.clock(), (_, _) -> {}, extractor);
        labels = new ReviewLabels(database, Home.in(desk.home()));
    }

    @Test
    void whatPeopleSayBecomesTheStateAndThePrecisionSoFar() throws Exception {
        Precision before = reviews.precision("light");
        assertThat(before).isEqualTo(new Precision(0, 0, 2));
        assertThat(before.low()).isZero();
        assertThat(before.high()).isOne();
        reviews.answer(new Answer(first.id(), null, State.CONFIRMED, "anna", "clear"));
        reviews.answer(new Answer(second.id(), null, State.REJECTED, "ben", ""));
        Precision precision = reviews.precision("light");
        assertThat(precision).isEqualTo(new Precision(1, 1, 0));
        assertThat(precision.value()).isEqualTo(0.5);
        assertThat(precision.low()).isCloseTo(0.0945, within(0.0001)); // Wilson, 1 of 2
        assertThat(precision.high()).isCloseTo(0.9055, within(0.0001));
        assertThat(desk.sightings())
                .extracting(Sighting::state)
                .containsExactlyInAnyOrder(State.CONFIRMED, State.REJECTED);
    }

    @Test
    void answersComeOutAsLabelsToLearnFrom() throws Exception {
        reviews.answer(new Answer(first.id(), null, State.CONFIRMED, "anna", ""));
        reviews.answer(new Answer(second.id(), null, State.REJECTED, "anna", ""));
        Path out = folder.resolve("out");
        assertThat(labels.export("light", out, Scope.SOUND)).isEqualTo(2 + 5);
        assertThat(out.resolve("labels.csv"))
                .content()
                .contains(ReviewFolder.name(first.id(), 1) + ",1," + first.clusterId())
                .contains(ReviewFolder.name(second.id(), 4) + ",0," + second.clusterId());
        assertThat(Files.size(out.resolve(ReviewFolder.name(first.id(), 1)))).isPositive();
    }

    @Test
    void anAnswerOnAFrameOverridesThatOnItsSighting() throws Exception {
        reviews.answer(new Answer(first.id(), 2.0, State.REJECTED, "anna", "only the back of it"));
        reviews.answer(new Answer(first.id(), 0.0, State.CONFIRMED, "anna", "far away"));
        reviews.answer(new Answer(first.id(), null, State.CONFIRMED, "anna", ""));
        Path out = folder.resolve("out");
        assertThat(labels.export("light", out, Scope.SOUND)).isEqualTo(3);
        assertThat(out.resolve("labels.csv"))
                .content()
                .contains(ReviewFolder.name(first.id(), 0) + ",1,")
                .contains(ReviewFolder.name(first.id(), 1) + ",1,")
                .contains(ReviewFolder.name(first.id(), 2) + ",0,");
    }

    @Test
    void aChangedMindChangesTheLabels() throws Exception {
        reviews.answer(new Answer(first.id(), null, State.REJECTED, "anna", ""));
        reviews.answer(new Answer(first.id(), null, State.CONFIRMED, "anna", "no, it is"));
        Path out = folder.resolve("out");
        assertThat(labels.export("light", out, Scope.SOUND)).isEqualTo(2);
        assertThat(out.resolve("labels.csv")).content().doesNotContain(",0,");
    }

    @Test
    void ofAConfirmedClipOnlyTheFramesThatTheReviewerSawAreLabels() throws Exception {
        Sighting clip = seenFor("3", "++++++++");

        reviews.answer(new Answer(clip.id(), null, State.CONFIRMED, "anna", ""));

        assertThat(labels.frames("light", Scope.SOUND))
                .as("the evidence shows six frames")
                .hasSize(6)
                .allMatch(frame -> frame.positive() && frame.basis() == Basis.SEEN)
                .allMatch(frame ->
                        frame.basisText()
                                .equals("seen by reviewer anna at " + desk.clock().instant()));
        List<ReviewedFrame> unseen =
                labels.frames("light", Scope.ALL).stream()
                        .filter(frame -> frame.basis() != Basis.SEEN)
                        .toList();
        assertThat(unseen)
                .extracting(ReviewedFrame::basis)
                .containsExactly(Basis.CLIP_CONFIRMED, Basis.CLIP_CONFIRMED);

        String named = unseen.getFirst().name();
        String time = named.substring(clip.id().length() + 1, named.length() - ".jpg".length());
        reviews.answer(new Answer(clip.id(), Double.valueOf(time), State.CONFIRMED, "ben", ""));
        assertThat(labels.frames("light", Scope.SOUND))
                .extracting(ReviewedFrame::name)
                .hasSize(7)
                .contains(named);
    }

    @Test
    void aRejectedClipShowsTheTargetInNoFrame() throws Exception {
        Sighting clip = seenFor("3", "++++++++");

        reviews.answer(new Answer(clip.id(), null, State.REJECTED, "anna", ""));

        assertThat(labels.frames("light", Scope.SOUND))
                .hasSize(8)
                .noneMatch(ReviewedFrame::positive)
                .filteredOn(frame -> frame.basis() == Basis.CLIP_REJECTED)
                .hasSize(2);
    }

    @Test
    void anAnswerThatDoesNotSayWhatWasSeenRestsOnWhatTheEvidenceShows() throws Exception {
        reviews.answer(new Answer(first.id(), null, State.CONFIRMED, "anna", ""));
        database.write(handle -> handle.execute("update review set seen_frames = null"));
        assertThat(labels.frames("light", Scope.SOUND)).hasSize(2);

        database.write(handle -> handle.execute("update sighting set evidence = ''"));
        assertThat(labels.frames("light", Scope.SOUND)).isEmpty();
        assertThat(labels.frames("light", Scope.ALL)).hasSize(2);
    }

    @Test
    void answersAboutASightingAreRecordedTogetherOrNotAtAll() throws Exception {
        Answer whole = new Answer(first.id(), null, State.CONFIRMED, "anna", "");
        Answer frame = new Answer(first.id(), 2.0, State.REJECTED, "anna", "");
        Answer nowhere = new Answer(first.id(), 17.0, State.REJECTED, "anna", "");

        assertThatThrownBy(() -> reviews.answer(List.of(whole, frame, nowhere)))
                .hasMessageContaining("no frame at 17.0 seconds");
        assertThat(reviews.precision("light").reviewed()).isZero();

        reviews.answer(List.of(whole, frame));
        assertThat(labels.frames("light", Scope.SOUND))
                .extracting(ReviewedFrame::name, ReviewedFrame::positive)
                .containsExactlyInAnyOrder(
                        tuple(ReviewFolder.name(first.id(), 1), true),
                        tuple(ReviewFolder.name(first.id(), 2), false));
    }

    /** Watches another clip; returns its sighting. */
    private Sighting seenFor(String id, String pictures) throws Exception {
        desk.feed(desk.post(id, LightClips.write(folder.resolve(id + ".mp4"), pictures)));
        try (TestDesk.Opened watch = desk.open()) {
            assertThat(watch.once()).isTrue();
        }
        return desk.sightings().stream()
                .filter(s -> !s.id().equals(first.id()) && !s.id().equals(second.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsSaidAwaitsTheTargetUntilItKnows() throws Exception {
        reviews.answer(new Answer(first.id(), null, State.REJECTED, "anna", ""));
        reviews.answer(new Answer(second.id(), null, State.CONFIRMED, "anna", ""));

        List<PendingCorrection> pending = reviews.pendingCorrections();
        assertThat(pending)
                .extracting(PendingCorrection::sighting, PendingCorrection::isRejected)
                .containsExactlyInAnyOrder(tuple(first.id(), true), tuple(second.id(), false));
        assertThat(pending).allMatch(one -> one.faces().isEmpty()); // a scene has no faces

        reviews.settle(first.id(), Optional.empty());
        reviews.settle(second.id(), Optional.empty());
        assertThat(reviews.pendingCorrections()).isEmpty();
    }

    @Test
    void onlyFacesThatTheReviewerSawOrNamedAreRejected() throws Exception {
        Path file = desk.home().resolve(first.evidence()).resolve("evidence.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"positive\" : true",
                                "\"positive\" : true, \"box\" : [1, 2, 3, 4]")
                        .replaceFirst(
                                "\"pictures\" : \\[[^\\]]*]",
                                "\"pictures\" : [\"01-at-1.00s.jpg\"]"));

        reviews.answer(new Answer(first.id(), null, State.REJECTED, "anna", ""));
        assertThat(reviews.pendingCorrections().getFirst().faces())
                .extracting(PendingCorrection.Face::frame)
                .containsExactly(ReviewFolder.name(first.id(), 1));

        reviews.answer(new Answer(first.id(), 2.0, State.REJECTED, "anna", ""));
        assertThat(reviews.pendingCorrections().getFirst().faces()).hasSize(2);
    }

    @Test
    void anAnswerThatIsTakenBackLeavesNothing() throws Exception {
        reviews.answer(new Answer(first.id(), null, State.REJECTED, "anna", ""));
        reviews.answer(new Answer(first.id(), 2.0, State.CONFIRMED, "anna", ""));
        reviews.settle(first.id(), Optional.empty());

        reviews.takeBack(first.id(), "anna");
        reviews.takeBack(first.id(), "anna");

        assertThat(reviews.precision("light")).isEqualTo(new Precision(0, 0, 2));
        assertThat(labels.frames("light", Scope.ALL)).isEmpty();
        assertThat(reviews.pendingCorrections())
                .singleElement()
                .satisfies(one -> assertThat(one.isRejected()).isFalse());
        assertThat(Home.in(desk.home()).reviews().resolve("light")).isEmptyDirectory();
    }

    @Test
    void aClosedCaseStaysClosed() throws Exception {
        reviews.answer(new Answer(first.id(), null, State.CLOSED, "anna", ""));
        assertThatThrownBy(() -> reviews.takeBack(first.id(), "anna"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(() -> reviews.takeBack("nope", "anna"))
                .hasMessageContaining("no sighting 'nope'");
    }

    @Test
    void aSightingOrFrameThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> reviews.answer(new Answer("nope", null, State.CONFIRMED, "a", "")))
                .hasMessageContaining("no sighting 'nope'");
        assertThatThrownBy(() ->
                        reviews.answer(new Answer(first.id(), 17.0, State.CONFIRMED, "a", "")))
                .hasMessageContaining("no frame at 17.0 seconds");
    }
}
