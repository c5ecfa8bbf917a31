package dev.framewatch.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/**
 * A precompiled template. Values are escaped according to their context, so untrusted text is never
 * interpreted as markup.
 */
public final class PageTemplate {
    private final Class<?> owner;
    private final String name;
    private final TemplateEngine engine;

    /**
     * Opens a template.
     *
     * @param owner a class in the package into which the template was compiled
     * @param name name of the template and of its style sheet, without extension
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
     * Returns a complete page: the template in the shared page frame, with the shared style sheet,
     * its own one, and its script if it has one. The page loads no other resources and runs no
     * other scripts.
     *
     * @param model the parameter of the template
     */
    public String page(String title, Object model) {
        return page(title, model, false);
    }

    /**
     * Returns a page as {@link #page(String, Object)} does, for a web server of Framewatch: it may
     * load images and data from that server.
     */
    public String servedPage(String title, Object model) {
        return page(title, model, true);
    }

    private String page(String title, Object model, boolean isServed) {
        Content content =
                output -> engine.render(name + ".jte", model, new VisibleHtmlOutput(output));
        Page page =
                new Page(
                        title,
                        PageResource.text(PageTemplate.class, "page.css")
                                + PageResource.text(owner, name + ".css"),
                        PageResource.textIfPresent(owner, name + ".js"),
                        isServed,
                        content);
        StringOutput html = new StringOutput();
        engine(PageTemplate.class).render("page.jte", page, new VisibleHtmlOutput(html));
        return html.toString();
    }

    /**
     * Returns the rendered template without a page frame.
     *
     * @param model the parameter of the template
     */
    public String part(Object model) {
        StringOutput html = new StringOutput();
        engine.render(name + ".jte", model, new VisibleHtmlOutput(html));
        return html.toString();
    }
}
