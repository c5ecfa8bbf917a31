package dev.framewatch.desk.source.tiktok;

import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A query for TikTok's Research API, as described in a YAML file.
 *
 * @param clientKey client key
 * @param clientSecret client secret
 * @param query conditions in the API's query syntax
 * @param fields requested fields of a video
 * @param days length of the search in days, 1 to 365
 * @param maxPosts approximate maximum number of posts per poll
 * @param quota maximum number of requests per day
 * @param api base URL without a trailing slash
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
    /** Daily request quota granted by TikTok; days begin at midnight UTC. */
    static final int DAILY_REQUESTS = 1000;

    ResearchQuery {
        fields = List.copyOf(fields);
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "ResearchQuery[" + query + "]";
    }
}
