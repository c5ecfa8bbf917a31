package dev.framewatch.cli.manual;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The man page of a command, in the language of troff (man(7)). It says what {@code --help} says.
 *
 * @param command the command
 * @param version version of the program
 */
record ManPage(CommandSpec command, String version) {
    private static final int SYNOPSIS_COLUMNS = 76;

    /** Returns the name of the page, such as {@code framewatch-models-fetch}. */
    String name() {
        return command.qualifiedName("-");
    }

    /** Returns the visible subcommands, once each, in the order of the help. */
    List<CommandLine> subcommands() {
        return command.subcommands().values().stream()
                .distinct()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    /** Returns the page. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                ".TH %s 1 \"\" \"framewatch %s\" Framewatch"
                        .formatted(escaped(name()).toUpperCase(Locale.ROOT), escaped(version)));
        lines.add(".SH NAME");
        lines.add(escaped(name()) + " \\- " + escaped(summary(command)));
        lines.add(".SH SYNOPSIS");
        verbatim(lines, synopsis().lines().toList());
        lines.add(".SH DESCRIPTION");
        paragraphs(lines, command.usageMessage().description());
        items(lines, ".SH ARGUMENTS", command.positionalParameters().stream());
        items(
                lines,
                ".SH OPTIONS",
                command.options().stream().sorted(Comparator.comparing(ManPage::sortName)));
        addSubcommands(lines);
        addFooter(lines);
        addRelated(lines);
        return String.join("\n", lines) + "\n";
    }

    private String synopsis() {
        CommandLine.Model.UsageMessageSpec usage = command.usageMessage();
        int width = usage.width();
        usage.width(SYNOPSIS_COLUMNS);
        try {
            return new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
        } finally {
            usage.width(width);
        }
    }

    private static void items(
            List<String> lines, String heading, Stream<? extends ArgSpec> arguments) {
        List<? extends ArgSpec> visible = arguments.filter(argument -> !argument.hidden()).toList();
        if (visible.isEmpty()) {
            return;
        }
        lines.add(heading);
        for (ArgSpec argument : visible) {
            lines.add(".TP");
            lines.add(term(argument));
            lines.add(escaped(text(argument.description())));
        }
    }

    private static String term(ArgSpec argument) {
        String label = "\\fI" + escaped(argument.paramLabel()) + "\\fR";
        return switch (argument) {
            case OptionSpec option -> {
                String names =
                        Stream.of(option.names())
                                .map(name -> "\\fB" + escaped(name) + "\\fR")
                                .collect(Collectors.joining(", "));
                yield option.arity().max() == 0 ? names : names + "=" + label;
            }
            default -> label;
        };
    }

    private static String sortName(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    private void addSubcommands(List<String> lines) {
        List<CommandLine> visible = subcommands();
        if (visible.isEmpty()) {
            return;
        }
        lines.add(".SH COMMANDS");
        for (CommandLine sub : visible) {
            CommandSpec spec = sub.getCommandSpec();
            lines.add(".TP");
            lines.add("\\fB%s\\fR(1)".formatted(escaped(spec.qualifiedName("-"))));
            lines.add(escaped(summary(spec)));
        }
    }

    private void addFooter(List<String> lines) {
        String[] footer = command.usageMessage().footer();
        if (footer.length == 0) {
            return;
        }
        String heading = text(command.usageMessage().footerHeading()).replace(":", "").strip();
        lines.add(".SH " + (heading.isEmpty() ? "NOTES" : heading.toUpperCase(Locale.ROOT)));
        verbatim(lines, Stream.of(footer).map(String::format).toList());
    }

    private void addRelated(List<String> lines) {
        if (command.parent() != null) {
            lines.add(".SH SEE ALSO");
            lines.add("\\fB%s\\fR(1)".formatted(escaped(command.parent().qualifiedName("-"))));
        }
    }

    private static void paragraphs(List<String> lines, String... description) {
        for (String paragraph : description) {
            String text = text(paragraph);
            lines.add(text.isBlank() ? ".PP" : escaped(text));
        }
    }

    private static void verbatim(List<String> lines, Collection<String> text) {
        lines.add(".nf");
        text.forEach(line -> lines.add(escaped(line)));
        lines.add(".fi");
    }

    /** Returns the first sentence of a command's description. */
    private static String summary(CommandSpec command) {
        String all = text(command.usageMessage().description());
        return all.replaceFirst("(?s)\\.\\s.*", "").replaceFirst("\\.$", "");
    }

    /** Returns lines of picocli, which are format strings, as one. */
    private static String text(String... lines) {
        return String.format(String.join(" ", lines)).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Returns a line whose characters mean themselves. */
    private static String escaped(String line) {
        String escaped = line.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
