package dev.framewatch.clip;

import dev.framewatch.clip.ClipFingerprint.Content;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stored fingerprints in memory, about 4 kB a clip of twenty samples, and which of them shows the
 * same as a new one. Three steps: samples with nearly equal hashes vote for a clip and an
 * alignment, the best few alignments are laid over each other and refined, and what changes over
 * time decides.
 *
 * <p>Two clips are the same when, laid over each other for at least half of the shorter one, what
 * changes from one second to the next agrees in more than two thirds of these seconds. Clips that
 * share an intro, a studio or a speaker do not. A clip without motion is only the same as one that
 * shows the same picture for the same time; clips with {@linkplain Content#TOO_LITTLE too little}
 * to compare are nobody's copies.
 *
 * <p>Safe for use by several threads, one at a time.
 */
public final class ClipIndex {
    /** How many clips can be added in an index's life: a posting holds so many numbers. */
    public static final int MAX_CLIPS = 1 << 20;

    private static final int SAMPLE_BITS = 10;
    private static final int VIEW_BITS = 2;
    private static final int OWNER_BITS = SAMPLE_BITS + VIEW_BITS;

    /** The even ones and the odd ones of the 40 lowest frequencies. */
    private static final long EVEN = 0x55_5555_5555L;

    private static final long ODD = EVEN << 1;

    /** Of 64: samples that differ in more do not vote. */
    private static final int MAX_BITS = 18;

    /** Seconds between two samples that are looked up, if there are not too many. */
    private static final double LOOKED_UP_EVERY = 0.45;

    private static final int MAX_LOOKED_UP = 120;

    private static final int CANDIDATES = 24;
    private static final int STILL_CANDIDATES = 1000;

    /** After a find, so many more candidates are looked at: one of them may be more alike. */
    private static final int LOOKED_AT_AFTER = 2;

    private final Map<Long, Integer> numbers = new HashMap<>();
    private final HashIndex even = new HashIndex(EVEN, owner -> isThere(owner >>> OWNER_BITS));
    private final HashIndex odd = new HashIndex(ODD, owner -> isThere(owner >>> OWNER_BITS));
    private @Nullable ClipFingerprint[] clips = new ClipFingerprint[64];
    private long[] ids = new long[64];
    private int count;

    private boolean isThere(int number) {
        return clips[number] != null;
    }

    /** How many clips there are. */
    public synchronized int size() {
        return numbers.size();
    }

    /**
     * Adds a clip, in place of one with the same id. One with too little content is kept too, but
     * never found.
     *
     * @throws IllegalStateException when {@value #MAX_CLIPS} were added before; a new index has
     *     room
     */
    public synchronized void add(long id, ClipFingerprint fingerprint) {
        if (count == MAX_CLIPS) {
            throw new IllegalStateException(
                    "the index has taken %d clips; build a new one".formatted(MAX_CLIPS));
        }
        remove(id);
        if (count == ids.length) {
            clips = Arrays.copyOf(clips, 2 * count);
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ClipFingerprint clip = fingerprint.thinned();
        int number = count++;
        clips[number] = clip.withoutHashes();
        ids[number] = id;
        numbers.put(id, number);
        if (clip.content() != Content.TOO_LITTLE) {
            post(number, clip);
        }
    }

    private void post(int number, ClipFingerprint clip) {
        int samples = Math.min(clip.samples(), 1 << SAMPLE_BITS);
        for (int sample = 0; sample < samples; sample++) {
            for (int view = 0; view < clip.views(); view++) {
                long hash = clip.hash(sample, view);
                if (hash != PerceptualHash.NONE) {
                    int owner = (number << OWNER_BITS) | (sample << VIEW_BITS) | view;
                    even.add(hash, owner);
                    odd.add(hash, owner);
                }
            }
        }
    }

    /** Takes a clip out; whether it was there. */
    public synchronized boolean remove(long id) {
        Integer number = numbers.remove(id);
        if (number == null) {
            return false;
        }
        clips[number] = null;
        return true;
    }

    /**
     * The clip that shows the same as this one, the most alike of those that were looked at; empty
     * when there is none. A fingerprint as it comes from a scan finds more than a thinned one.
     */
    public synchronized Optional<ClipMatch> find(ClipFingerprint fingerprint) {
        return switch (fingerprint.content()) {
            case TOO_LITTLE -> Optional.empty();
            case STILL -> findStill(fingerprint);
            case MOVING -> findMoving(fingerprint);
        };
    }

    private Optional<ClipMatch> findStill(ClipFingerprint query) {
        @Nullable ClipMatch best = null;
        for (AlignmentVotes.Candidate candidate : candidates(query, STILL_CANDIDATES)) {
            ClipFingerprint clip = clips[candidate.clip()];
            if (clip == null || candidate.mirrored()) {
                continue;
            }
            double likeness = StaticClipMatcher.correlation(query, clip);
            if (likeness > (best == null ? 0 : best.similarity())) {
                double seconds = Math.min(clip.seconds(), query.seconds());
                long id = ids[candidate.clip()];
                best = new ClipMatch(id, likeness, 0, 1, false, seconds);
            }
        }
        return Optional.ofNullable(best);
    }

    private Optional<ClipMatch> findMoving(ClipFingerprint query) {
        AlignmentScorer alignmentScorer = new AlignmentScorer(query);
        AlignmentRefiner alignmentRefiner = new AlignmentRefiner(alignmentScorer);
        @Nullable ClipMatch best = null;
        int after = 0;
        for (AlignmentVotes.Candidate candidate : candidates(query, CANDIDATES)) {
            ClipFingerprint clip = clips[candidate.clip()];
            if (clip == null || after == LOOKED_AT_AFTER) {
                continue;
            }
            alignmentScorer.with(clip);
            SpatioTemporalTransform transform = alignmentRefiner.best(candidate).placement();
            MatchDecision matchDecision = alignmentScorer.agreement(transform);
            after += best == null ? 0 : 1;
            if (matchDecision.sameClip(Math.min(query.seconds(), clip.seconds()))
                    && matchDecision.mean() > (best == null ? 0 : best.similarity())) {
                best =
                        new ClipMatch(
                                ids[candidate.clip()],
                                Math.min(1, matchDecision.mean()),
                                transform.offset(),
                                transform.speed(),
                                transform.mirrored(),
                                matchDecision.seconds());
            }
        }
        return Optional.ofNullable(best);
    }

    /** Alignments with clips of the same content, those with the most votes first. */
    List<AlignmentVotes.Candidate> candidates(ClipFingerprint query, int most) {
        AlignmentVotes alignmentVotes = new AlignmentVotes();
        double every = Math.max(LOOKED_UP_EVERY, query.seconds() / MAX_LOOKED_UP);
        double next = 0;
        for (int sample = 0; sample < query.samples(); sample++) {
            if (query.time(sample) >= next) {
                next = query.time(sample) + every;
                lookUp(query, sample, alignmentVotes);
            }
        }
        Content content = query.content();
        return alignmentVotes.best(
                most,
                number -> {
                    ClipFingerprint clip = clips[number];
                    return clip != null && clip.content() == content;
                });
    }

    private void lookUp(ClipFingerprint query, int sample, AlignmentVotes alignmentVotes) {
        for (int view = 0; view < query.views(); view++) {
            long hash = query.hash(sample, view);
            if (hash != PerceptualHash.NONE) {
                lookUp(hash, query.time(sample), sample, view, false, alignmentVotes);
                lookUp(
                        PerceptualHash.mirrored(hash),
                        query.time(sample),
                        sample,
                        view,
                        true,
                        alignmentVotes);
            }
        }
    }

    private void lookUp(
            long hash,
            float time,
            int sample,
            int view,
            boolean mirrored,
            AlignmentVotes alignmentVotes) {
        HashIndex.Visitor visitor =
                (owner, distance) -> {
                    ClipFingerprint clip = clips[owner >>> OWNER_BITS];
                    if (clip != null) {
                        int storedSample = (owner >> VIEW_BITS) & ((1 << SAMPLE_BITS) - 1);
                        alignmentVotes.vote(
                                owner >>> OWNER_BITS,
                                mirrored,
                                clip.time(storedSample) - time,
                                sample,
                                view,
                                owner & ((1 << VIEW_BITS) - 1),
                                MAX_BITS + 1 - distance);
                    }
                };
        even.near(hash, MAX_BITS, visitor);
        odd.near(hash, MAX_BITS, visitor);
    }
}
