package dev.framewatch.desk.verify;

import dev.framewatch.desk.evidence.EvidenceManifest;
import dev.framewatch.desk.evidence.ManifestEntry;
import dev.framewatch.desk.timestamp.InvalidTimestampException;
import dev.framewatch.desk.timestamp.TimestampResponse;
import dev.framewatch.desk.timestamp.TimestampToken;
import dev.framewatch.desk.timestamp.TrustedAuthorities;
import dev.framewatch.desk.verify.Verification.Part;
import dev.framewatch.desk.verify.Verification.VerifiedToken;
import dev.framewatch.file.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Compares files with the manifests that list them. Each file is hashed once, even if several
 * manifests list it.
 */
public final class Verifier {
    private static final int MAX_PROBLEMS = 1_000;
    private static final Pattern MEDIA = Pattern.compile("media/([0-9a-f]{64})\\.[a-z0-9]{1,5}");
    private static final Pattern STILL = Pattern.compile("media/([0-9a-f]{64})\\.stills/([^/]+)");

    private final EvidenceContent content;
    private final @Nullable TrustedAuthorities trusted;
    private final Map<String, String> hashes = new HashMap<>();

    private Verifier(EvidenceContent content, @Nullable TrustedAuthorities trusted) {
        this.content = content;
        this.trusted = trusted;
    }

    /**
     * Verifies an exported ZIP, an extracted one, or the folder of a sighting.
     *
     * @param trusted trusted timestamp authorities, or null
     * @throws UnreadableEvidenceException if it is none of these, or is unsafe
     */
    public static Verification of(Path path, @Nullable TrustedAuthorities trusted)
            throws IOException {
        try (EvidenceContent content = EvidenceContent.open(path)) {
            if (!content.names().contains(EvidenceManifest.NAME)) {
                throw new UnreadableEvidenceException(
                        "%s: not evidence: contains no %s".formatted(path, EvidenceManifest.NAME));
            }
            return new Verifier(content, trusted).check();
        }
    }

    private Verification check() throws IOException {
        List<Part> parts = new ArrayList<>();
        parts.add(part(""));
        for (String name : content.names()) {
            if (name.endsWith("/" + EvidenceManifest.NAME)) {
                parts.add(part(name.substring(0, name.length() - EvidenceManifest.NAME.length())));
            }
        }
        return new Verification(parts);
    }

    /**
     * @param prefix empty, or a folder with a trailing slash
     */
    private Part part(String prefix) throws IOException {
        List<String> problems = new ArrayList<>();
        byte[] json = content.bytes(prefix + EvidenceManifest.NAME, EvidenceManifest.MAX_BYTES);
        EvidenceManifest manifest;
        try {
            manifest = EvidenceManifest.read(json);
        } catch (IllegalArgumentException e) {
            problems.add("%s cannot be read: %s".formatted(EvidenceManifest.NAME, e.getMessage()));
            return new Part(folder(prefix), List.of(), 0, problems, null);
        }
        Set<String> listed = new HashSet<>();
        for (ManifestEntry file : manifest.files()) {
            listed.add(file.path());
            compare(prefix, file, problems);
        }
        stills(prefix, listed, problems);
        extra(prefix, listed, problems);
        if (prefix.isEmpty()) {
            problems.addAll(content.unsupportedEntries());
        }
        sums(prefix, manifest, json, problems);
        VerifiedToken verifiedToken = timestamp(prefix, json, problems);
        return new Part(
                folder(prefix),
                manifest.sightings(),
                manifest.files().size(),
                problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)),
                verifiedToken);
    }

    private static String folder(String prefix) {
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }

    private void compare(String prefix, ManifestEntry file, List<String> problems)
            throws IOException {
        String name = prefix + file.path();
        if (!content.names().contains(name)) {
            problems.add("%s is missing".formatted(file.path()));
            return;
        }
        String found = hash(name);
        if (!found.equals(file.sha256())) {
            problems.add("%s was changed".formatted(file.path()));
        }
        Matcher media = MEDIA.matcher(file.path());
        if (media.matches() && !found.equals(media.group(1))) {
            problems.add("%s is not the scanned video".formatted(file.path()));
        }
    }

    private void stills(String prefix, Set<String> listed, List<String> problems)
            throws IOException {
        Map<String, SortedMap<String, String>> posts = new TreeMap<>();
        for (String path : listed) {
            Matcher still = STILL.matcher(path);
            if (still.matches() && content.names().contains(prefix + path)) {
                posts.computeIfAbsent(still.group(1), _ -> new TreeMap<>())
                        .put(still.group(2), hash(prefix + path));
            }
        }
        posts.forEach((sha256, hashes) -> {
            if (!Sha256.ofAll(hashes).equals(sha256)) {
                problems.add("media/%s.stills are not the scanned images".formatted(sha256));
            }
        });
    }

    private String hash(String name) throws IOException {
        String known = hashes.get(name);
        if (known != null) {
            return known;
        }
        String computed;
        try {
            computed = content.sha256(name);
        } catch (ZipException | EOFException e) {
            computed = "damaged"; // a zip's own checksum already says that it was changed
        }
        hashes.put(name, computed);
        return computed;
    }

    private void extra(String prefix, Set<String> listed, List<String> problems) {
        for (String name : content.names()) {
            if (name.startsWith(prefix)) {
                String path = name.substring(prefix.length());
                if (!listed.contains(path) && !EvidenceManifest.isAbout(path)) {
                    problems.add("%s was added (not listed in the manifest)".formatted(path));
                }
            }
        }
    }

    private void sums(String prefix, EvidenceManifest manifest, byte[] json, List<String> problems)
            throws IOException {
        String name = prefix + EvidenceManifest.SUMS_FILE;
        if (!content.names().contains(name)) {
            problems.add(EvidenceManifest.SUMS_FILE + " is missing");
            return;
        }
        byte[] expected = manifest.sums(Sha256.of(json));
        if (!hash(name).equals(Sha256.of(expected))) {
            problems.add(
                    "%s and %s differ: one of them was changed"
                            .formatted(EvidenceManifest.SUMS_FILE, EvidenceManifest.NAME));
        }
    }

    private @Nullable VerifiedToken timestamp(String prefix, byte[] json, List<String> problems)
            throws IOException {
        String name = prefix + EvidenceManifest.TIMESTAMP_FILE;
        if (!content.names().contains(name)) {
            return null;
        }
        try {
            TimestampResponse reply =
                    TimestampResponse.read(content.bytes(name, TimestampResponse.MAX_BYTES));
            TimestampToken token = reply.tokenOver(HexFormat.of().parseHex(Sha256.of(json)));
            Boolean isTrusted = trusted == null ? null : trusted.isTrusted(reply, token);
            if (Boolean.FALSE.equals(isTrusted)) {
                problems.add(
                        "the timestamp's signer is not certified by a trusted authority: "
                                + token.signer());
            }
            return new VerifiedToken(token, isTrusted);
        } catch (InvalidTimestampException e) {
            problems.add("invalid timestamp: " + e.getMessage());
            return null;
        }
    }
}
