package dev.framewatch.cli.demo;

import java.awt.Color;
import java.util.List;
import java.util.Random;

/**
 * The colours of a scene.
 *
 * @param skyTop sky at the top of the frame
 * @param skyBottom sky at the roof line
 * @param far distant houses
 * @param near nearby houses
 * @param glow lamps and windows
 * @param clothes clothes of the crowd
 */
record Palette(
        Color skyTop, Color skyBottom, Color far, Color near, Color glow, List<Color> clothes) {
    private static final List<Palette> ALL =
            List.of(
                    of(
                            0x5fb4e8, 0xf4e6c8, 0x9db7c9, 0x6d8598, 0xfff3cf, 0x2f4858, 0xd1495b,
                            0x33658a),
                    of(
                            0x1b1b3a, 0x693668, 0x35285a, 0x1f1a3d, 0xffd166, 0x0d1321, 0x3e5c76,
                            0x6b2d5c),
                    of(
                            0xff9a76, 0xffe0ac, 0xc76b6b, 0x6a3d55, 0xfff0d0, 0x3b2c35, 0x7a4e48,
                            0x2a4d69),
                    of(
                            0x0b3d3a, 0x2a9d8f, 0x17605c, 0x0a2e2c, 0xe9f5db, 0x12232e, 0x8a5a44,
                            0x52796f),
                    of(
                            0xb8c4d0, 0xe9edf1, 0xa3adb8, 0x77828f, 0xfdf6e3, 0x3a3f4b, 0x5c4b51,
                            0x8c5e58));

    Palette {
        clothes = List.copyOf(clothes);
    }

    static Palette any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    Color anyClothes(Random random) {
        return clothes.get(random.nextInt(clothes.size()));
    }

    private static Palette of(int top, int bottom, int far, int near, int glow, int... clothes) {
        return new Palette(
                new Color(top),
                new Color(bottom),
                new Color(far),
                new Color(near),
                new Color(glow),
                java.util.Arrays.stream(clothes).mapToObj(Color::new).toList());
    }
}
