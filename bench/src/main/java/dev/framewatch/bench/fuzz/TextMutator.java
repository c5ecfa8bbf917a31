package dev.framewatch.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Puts into texts what breaks parsers: deep nesting, long numbers, markup and odd characters. */
final class TextMutator {
    private static final List<String> PARTS =
            List.of(
                    "[".repeat(3000),
                    "{\"a\":".repeat(3000),
                    "{a: ".repeat(3000),
                    "- ".repeat(3000),
                    "<a>".repeat(3000),
                    "9".repeat(5000),
                    "1e999999999",
                    "-0",
                    "a".repeat(2 << 20),
                    "a,".repeat(70_000),
                    "\u0000",
                    "\ufeff",
                    "\ud83d",
                    "\u202e",
                    "&a *a ",
                    "!!java.lang.Object ",
                    "<!DOCTYPE a [<!ENTITY b \"c\">]>&b;",
                    "\"",
                    "'",
                    "\\u",
                    "%",
                    "\t",
                    "\r",
                    "\n\n",
                    "null",
                    "2026-13-45T99:99:99Z",
                    "../../../etc/passwd",
                    "=1+1");

    private final Random random;

    TextMutator(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a copy with one to three parts inserted, or put in the place of as many bytes. */
    byte[] mutate(byte[] text) {
        byte[] bytes = text;
        for (int rounds = 1 + random.nextInt(3); rounds > 0; rounds--) {
            byte[] part = PARTS.get(random.nextInt(PARTS.size())).getBytes(StandardCharsets.UTF_8);
            int at = random.nextInt(bytes.length + 1);
            int replaced = random.nextBoolean() ? 0 : Math.min(part.length, bytes.length - at);
            ByteArrayOutputStream mutant = new ByteArrayOutputStream();
            mutant.write(bytes, 0, at);
            mutant.writeBytes(part);
            mutant.write(bytes, at + replaced, bytes.length - at - replaced);
            bytes = mutant.toByteArray();
        }
        return bytes;
    }
}
