package dev.framewatch.cli.console;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Provides the version from the JAR manifest. */
public final class Version implements IVersionProvider {
    /**
     * Returns the version, e.g. "0.1.0", or "development" if the classes do not come from a JAR.
     */
    public static String number() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"framewatch " + number()};
    }
}
