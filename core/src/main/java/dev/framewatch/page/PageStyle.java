package dev.framewatch.page;

/** How every page looks: from a phone upwards, by day and by night, on paper. */
public final class PageStyle {
    public static final String CSS =
            """
            :root { color-scheme: light dark; --page: #f5f4f0; --card: #fff; --ink: #1c1c28;
              --soft: #65656f; --line: #e2e0d8; --match: #0a7d4f; --match-soft: #d8f1e5;
              --no: #5c5c66; --no-soft: #ececf0; --doubt: #8a5a00; --doubt-soft: #fdeccb; }
            @media (prefers-color-scheme: dark) { :root { --page: #14151a; --card: #1f2128;
              --ink: #ececf1; --soft: #a2a3ad; --line: #33353e; --match: #5fd6a2;
              --match-soft: #123c2b; --no: #b3b4be; --no-soft: #2c2e37; --doubt: #f3c56b;
              --doubt-soft: #463510; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
            main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
            h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .75rem; }
            h2 { font-size: 1.1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
            p { margin: .4rem 0; overflow-wrap: anywhere; }
            a { color: inherit; }
            figure { margin: 0; }
            img { width: 100%; height: auto; display: block; border-radius: .4rem; }
            @media print { body { background: #fff; } }
            """;

    private PageStyle() {}
}
