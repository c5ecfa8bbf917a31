package dev.framewatch.clip;

import dev.framewatch.clip.ClipFingerprint.Content;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An in-memory index of fingerprints that finds near-duplicate clips; about 4 kB per clip of twenty
 * samples. It works in three steps: samples with similar hashes vote for a clip and an alignment;
 * the best alignments are refined; temporal change decides.
 *
 * <p>Two clips match if, aligned over at least half of the shorter one, the changes from second to
 * second agree in more than two thirds of these seconds. Clips that merely share an intro, a studio
 * or a speaker do not match. A static clip matches only a clip with the same image and duration;
 * clips with {@linkplain Content#TOO_LITTLE too little} content never match.
 *
 * <p>Thread-safe; calls are serialized.
 */
public final class ClipIndex {
    /**
     * Maximum number of clips added over the lifetime of an index; limited by the bits of an entry.
     */
    public static final int MAX_CLIPS = 1 << 20;

    private static final int SAMPLE_BITS = 10;
    private static final int VIEW_BITS = 2;
    private static final int OWNER_BITS = SAMPLE_BITS + VIEW_BITS;

    /** The even bits of the 40 lowest frequencies; the odd ones form the second key. */
    private static final long EVEN = 0x55_5555_5555L;

    private static final long ODD = EVEN << 1;

    /** Maximum Hamming distance, of 64 bits, at which samples vote. */
    private static final int MAX_DISTANCE = 18;

    /** Minimum interval in seconds between two query samples that are looked up. */
    private static final double LOOKUP_INTERVAL_SECONDS = 0.45;

    private static final int MAX_LOOKUPS = 120;

    private static final int MAX_CANDIDATES = 24;
    private static final int MAX_STATIC_CANDIDATES = 1000;

    /** Number of further candidates examined after a match; one of them may be more similar. */
    private static final int MAX_CANDIDATES_AFTER_MATCH = 2;

    private final Map<Long, Integer> numbersById = new HashMap<>();
    private final HashIndex even = new HashIndex(EVEN, owner -> isPresent(owner >>> OWNER_BITS));
    private final HashIndex odd = new HashIndex(ODD, owner -> isPresent(owner >>> OWNER_BITS));
    private @Nullable ClipFingerprint[] clips = new ClipFingerprint[64];
    private long[] ids = new long[64];
    private int count;

    private boolean isPresent(int number) {
        return clips[number] != null;
    }

    /** Returns the number of clips. */
    public synchronized int size() {
        return numbersById.size();
    }

    /**
     * Adds a clip, or replaces the one with the same id. Clips with too little content are stored
     * but never found.
     *
     * @throws IllegalStateException if {@value #MAX_CLIPS} clips have been added; build a new index
     */
    public synchronized void add(long id, ClipFingerprint fingerprint) {
        if (count == MAX_CLIPS) {
            throw new IllegalStateException(
                    "the index is full after %d additions; build a new one".formatted(MAX_CLIPS));
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
        numbersById.put(id, number);
        if (clip.content() != Content.TOO_LITTLE) {
            indexSamples(number, clip);
        }
    }

    private void indexSamples(int number, ClipFingerprint clip) {
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

    /** Removes a clip; returns whether it was present. */
    public synchronized boolean remove(long id) {
        Integer number = numbersById.remove(id);
        if (number == null) {
            return false;
        }
        clips[number] = null;
        return true;
    }

    /**
     * Finds the most similar stored clip among the candidates; empty if none matches. A fingerprint
     * computed during a scan finds more than a thinned one.
     */
    public synchronized Optional<ClipMatch> find(ClipFingerprint fingerprint) {
        return switch (fingerprint.content()) {
            case TOO_LITTLE -> Optional.empty();
            case STATIC -> findStatic(fingerprint);
            case MOVING -> findMoving(fingerprint);
        };
    }

    private Optional<ClipMatch> findStatic(ClipFingerprint query) {
        @Nullable ClipMatch best = null;
        for (AlignmentVotes.Candidate candidate : candidates(query, MAX_STATIC_CANDIDATES)) {
            ClipFingerprint clip = clips[candidate.clip()];
            if (clip == null || candidate.mirrored()) {
                continue;
            }
            double similarity = StaticClipMatcher.correlation(query, clip);
            if (similarity > (best == null ? 0 : best.similarity())) {
                double seconds = Math.min(clip.seconds(), query.seconds());
                long id = ids[candidate.clip()];
                best = new ClipMatch(id, similarity, 0, 1, false, seconds);
            }
        }
        return Optional.ofNullable(best);
    }

    private Optional<ClipMatch> findMoving(ClipFingerprint query) {
        AlignmentScorer alignmentScorer = new AlignmentScorer(query);
        AlignmentRefiner alignmentRefiner = new AlignmentRefiner(alignmentScorer);
        @Nullable ClipMatch best = null;
        int examinedAfterMatch = 0;
        for (AlignmentVotes.Candidate candidate : candidates(query, MAX_CANDIDATES)) {
            ClipFingerprint clip = clips[candidate.clip()];
            if (clip == null || examinedAfterMatch == MAX_CANDIDATES_AFTER_MATCH) {
                continue;
            }
            alignmentScorer.setStored(clip);
            SpatioTemporalTransform transform = alignmentRefiner.refine(candidate).transform();
            MatchDecision matchDecision = alignmentScorer.decide(transform);
            examinedAfterMatch += best == null ? 0 : 1;
            if (matchDecision.isMatch(Math.min(query.seconds(), clip.seconds()))
                    && matchDecision.meanCorrelation() > (best == null ? 0 : best.similarity())) {
                best =
                        new ClipMatch(
                                ids[candidate.clip()],
                                Math.min(1, matchDecision.meanCorrelation()),
                                transform.offset(),
                                transform.speed(),
                                transform.mirrored(),
                                matchDecision.seconds());
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns alignments with clips of the same content type, those with the most votes first. */
    List<AlignmentVotes.Candidate> candidates(ClipFingerprint query, int limit) {
        AlignmentVotes alignmentVotes = new AlignmentVotes();
        double interval = Math.max(LOOKUP_INTERVAL_SECONDS, query.seconds() / MAX_LOOKUPS);
        double next = 0;
        for (int sample = 0; sample < query.samples(); sample++) {
            if (query.time(sample) >= next) {
                next = query.time(sample) + interval;
                lookUp(query, sample, alignmentVotes);
            }
        }
        Content content = query.content();
        return alignmentVotes.top(
                limit,
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
                                MAX_DISTANCE + 1 - distance);
                    }
                };
        even.visitNear(hash, MAX_DISTANCE, visitor);
        odd.visitNear(hash, MAX_DISTANCE, visitor);
    }
}
