package dev.framewatch.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/**
 * A template that was compiled with the program. Values are escaped as their place in the template
 * needs, so that texts from strangers stay text.
 */
public final class PageTemplate {
    private final Class<?> owner;
    private final String name;
    private final TemplateEngine engine;

    /**
     * Opens a template.
     *
     * @param owner a class in the package that the template was compiled into, which uses it
     * @param name of the template, and of its style sheet, without an ending
     */
    public PageTemplate(Class<?> owner, String name) {
        this.owner = owner;
        this.name = name;
        this.engine = engine(owner);
    }

    private static TemplateEngine engine(Class<?> owner) {
        return TemplateEngine.createPrecompiled(
                null, ContentType.Html, owner.getClassLoader(), owner.getPackageName());
    }

    /**
     * Returns a whole page: the template in the frame of every page, with the shared style sheet,
     * its own, and its script if it has one. The page loads nothing and runs nothing else.
     *
     * @param model the one parameter of the template
     */
    public String page(String title, Object model) {
        Content content =
                output -> engine.render(name + ".jte", model, new VisibleHtmlOutput(output));
        Page page =
                new Page(
                        title,
                        PageResource.text(PageTemplate.class, "page.css")
                                + PageResource.text(owner, name + ".css"),
                        PageResource.textIfPresent(owner, name + ".js"),
                        content);
        StringOutput html = new StringOutput();
        engine(PageTemplate.class).render("page.jte", page, new VisibleHtmlOutput(html));
        return html.toString();
    }

    /**
     * Returns the template by itself.
     *
     * @param model the one parameter of the template
     */
    public String part(Object model) {
        StringOutput html = new StringOutput();
        engine.render(name + ".jte", model, new VisibleHtmlOutput(html));
        return html.toString();
    }
}
