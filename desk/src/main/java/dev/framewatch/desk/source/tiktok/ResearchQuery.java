package dev.framewatch.desk.source.tiktok;

import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What TikTok's Research API is asked for, as a YAML file says.
 *
 * @param clientKey the client key
 * @param clientSecret the client secret
 * @param query conditions in the API's own words
 * @param fields of a video that are asked for
 * @param days how many days are looked back, 1 to 365
 * @param maxPosts Posts one poll brings, about
 * @param quota requests a day
 * @param api where it is; without a slash at the end
 */
record ResearchQuery(
        String clientKey,
        String clientSecret,
        ObjectNode query,
        List<String> fields,
        int days,
        int maxPosts,
        int quota,
        URI api) {
    /** Requests a day that TikTok grants; the day begins at midnight UTC. */
    static final int DAILY_REQUESTS = 1000;

    ResearchQuery {
        fields = List.copyOf(fields);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ResearchQuery[" + query + "]";
    }
}
