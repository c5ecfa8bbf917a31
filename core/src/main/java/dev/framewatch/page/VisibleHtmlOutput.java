package dev.framewatch.page;

import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import org.jspecify.annotations.Nullable;

/**
 * Escapes values according to their context in a template, and shows invisible characters as boxes.
 */
final class VisibleHtmlOutput extends OwaspHtmlTemplateOutput {
    VisibleHtmlOutput(TemplateOutput output) {
        super(output);
    }

    @Override
    public void writeUserContent(@Nullable String value) {
        super.writeUserContent(value == null ? null : Html.visible(value));
    }
}
