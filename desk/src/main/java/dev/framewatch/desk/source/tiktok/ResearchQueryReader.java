package dev.framewatch.desk.source.tiktok;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.json.StrictJson;
import dev.framewatch.yaml.YamlDocument;
import dev.framewatch.yaml.YamlFields;
import dev.framewatch.yaml.YamlProblems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the YAML file that describes a query of TikTok's Research API. */
final class ResearchQueryReader {
    private static final URI DEFAULT_API = URI.create("https://open.tiktokapis.com");
    private static final long MAX_FILE_BYTES = 1 << 20;
    private static final List<String> OPERATIONS = List.of("EQ", "IN", "GT", "GTE", "LT", "LTE");
    private static final List<String> CONDITIONS =
            List.of(
                    "create_date",
                    "username",
                    "region_code",
                    "video_id",
                    "hashtag_name",
                    "keyword",
                    "music_id",
                    "effect_id",
                    "video_length");
    private static final List<String> VIDEO_LENGTHS = List.of("SHORT", "MID", "LONG", "EXTRA_LONG");

    /** Fields that are always requested, because a post needs them. */
    private static final List<String> REQUIRED_FIELDS =
            List.of(
                    "id",
                    "username",
                    "create_time",
                    "video_description",
                    "hashtag_names",
                    "region_code",
                    "view_count",
                    "like_count",
                    "share_count",
                    "comment_count");

    /** Shorthands for common conditions; each is an IN condition, and all must hold. */
    private static final SortedMap<String, String> SHORTHANDS =
            new TreeMap<>(
                    Map.of(
                            "regions", "region_code",
                            "hashtags", "hashtag_name",
                            "keywords", "keyword",
                            "usernames", "username"));

    private final Path file;
    private final Map<String, String> environment;
    private final boolean allowPrivate;
    private final YamlProblems problems;

    private ResearchQueryReader(Path file, Map<String, String> environment, boolean allowPrivate) {
        this.file = file;
        this.environment = environment;
        this.allowPrivate = allowPrivate;
        this.problems = new YamlProblems(file.toString());
    }

    /**
     * Reads a query.
     *
     * @throws SourceException listing all problems by line and field
     */
    static ResearchQuery read(Path file, Map<String, String> environment, boolean allowPrivate)
            throws SourceException {
        try {
            String text = YamlDocument.text(file, MAX_FILE_BYTES);
            return new ResearchQueryReader(file, environment, allowPrivate).parse(text);
        } catch (IOException e) {
            boolean missing = !Files.exists(file);
            throw new SourceException(
                    missing ? file + " does not exist" : String.valueOf(e.getMessage()), e);
        }
    }

    private ResearchQuery parse(String text) throws SourceException {
        Optional<YamlFields> mapping = YamlDocument.fields(file.toString(), text, problems);
        Optional<ResearchQuery> query = mapping.map(this::query);
        if (query.isEmpty() || !problems.isEmpty()) {
            throw SourceException.permanent(problems.message(), null);
        }
        return query.get();
    }

    private ResearchQuery query(YamlFields fields) {
        fields.alias("max_items", "most");
        String key = fields.text("client_key").strip();
        if (key.isEmpty()) {
            fields.reject("client_key", "is missing; TikTok shows it on your project's page");
        }
        String secret = secret(fields);
        ObjectNode conditions = conditions(fields);
        ResearchQuery query =
                new ResearchQuery(
                        key,
                        secret,
                        conditions,
                        requestedFields(fields),
                        fields.integer("days", 7, 1, 365),
                        fields.integer("max_items", 1000, 1, 100_000),
                        fields.integer(
                                "quota",
                                ResearchQuery.DAILY_REQUESTS,
                                1,
                                100 * ResearchQuery.DAILY_REQUESTS),
                        api(fields));
        fields.rejectUnknown();
        return query;
    }

    private String secret(YamlFields fields) {
        List<String> options = List.of("client_secret", "client_secret_env", "client_secret_file");
        List<String> present = options.stream().filter(fields::has).toList();
        if (present.size() != 1) {
            fields.reject(
                    present.isEmpty() ? "client_secret_env" : present.getLast(),
                    "one of client_secret_env (the name of an environment variable),"
                            + " client_secret_file and client_secret is required");
            return "";
        }
        String option = present.getFirst();
        String value = fields.text(option).strip();
        String secret =
                switch (option) {
                    case "client_secret_env" -> environment.getOrDefault(value, "").strip();
                    case "client_secret_file" -> fileContent(value);
                    default -> value;
                };
        if (secret.isEmpty()) {
            fields.reject(
                    option,
                    switch (option) {
                        case "client_secret_env" -> "no environment variable " + value;
                        case "client_secret_file" -> "cannot read " + value + ", or it is empty";
                        default -> "is empty";
                    });
        }
        return secret;
    }

    private String fileContent(String name) {
        try {
            return YamlDocument.text(file.resolveSibling(name), 1 << 12).strip();
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    private static List<String> requestedFields(YamlFields fields) {
        Set<String> names = new LinkedHashSet<>(REQUIRED_FIELDS);
        for (String field : fields.texts("fields")) {
            if (!field.matches("[a-z][a-z_]{0,60}")) {
                fields.reject("fields", "'%s' is not a field of a video".formatted(field));
            }
            names.add(field);
        }
        return List.copyOf(names);
    }

    private URI api(YamlFields fields) {
        if (!fields.has("api")) {
            return DEFAULT_API;
        }
        try {
            URI api = UrlParser.of(fields.text("api").replaceFirst("/+$", ""));
            if (api.getScheme().equals("http") && !allowPrivate) {
                fields.reject("api", "must begin with https://, since the secret is sent there");
            }
            return api;
        } catch (AddressBlockedException e) {
            fields.reject("api", String.valueOf(e.getMessage()));
            return DEFAULT_API;
        }
    }

    private ObjectNode conditions(YamlFields fields) {
        ObjectNode query = StrictJson.MAPPER.createObjectNode();
        SHORTHANDS.forEach((name, field) -> {
            List<String> values = values(fields, name);
            if (!values.isEmpty()) {
                add(query.withArray("and"), "IN", field, values);
            }
        });
        fields.fields("query").ifPresent(clauses -> addClauses(query, clauses));
        if (query.isEmpty() && problems.isEmpty()) {
            fields.reject(
                    "query",
                    "the query is empty; specify regions, hashtags, keywords, usernames or a"
                            + " query");
        }
        return query;
    }

    private static List<String> values(YamlFields fields, String name) {
        List<String> values =
                fields.texts(name).stream()
                        .map(value -> value.strip().replaceFirst("^[#@]", ""))
                        .toList();
        if (fields.has(name) && (values.isEmpty() || values.contains(""))) {
            fields.reject(name, "an entry is empty");
        }
        if (name.equals("regions")) {
            values.stream()
                    .filter(value -> !value.matches("[A-Z]{2}"))
                    .forEach(value ->
                            fields.reject(
                                    name,
                                    "'%s' is not a country code such as US".formatted(value)));
        }
        return values;
    }

    private void addClauses(ObjectNode query, YamlFields clauses) {
        for (String clause : List.of("and", "or", "not")) {
            if (clauses.has(clause)) {
                clauses.sequence(clause)
                        .ifPresent(list -> clause(query, clauses, clause, list.getValue()));
            }
        }
        clauses.rejectUnknown();
    }

    private void clause(ObjectNode query, YamlFields clauses, String clause, List<Node> entries) {
        int number = 0;
        for (Node entry : entries) {
            String prefix = "query.%s[%d].".formatted(clause, number++);
            if (entry instanceof MappingNode mapping) {
                YamlFields fields = new YamlFields(problems, prefix, mapping);
                String operation = fields.choice("operation", "IN", OPERATIONS);
                String field = fields.text("field_name");
                if (!CONDITIONS.contains(field)) {
                    fields.reject("field_name", "must be one of " + String.join(", ", CONDITIONS));
                }
                List<String> values = fields.texts("field_values");
                check(fields, field, values);
                add(query.withArray(clause), operation, field, values);
                fields.rejectUnknown();
            } else {
                clauses.reject(
                        clause, "each entry must have operation, field_name and field_values");
            }
        }
    }

    private static void check(YamlFields fields, String field, List<String> values) {
        if (values.isEmpty()) {
            fields.reject("field_values", "at least one value is required");
        }
        if (field.equals("video_length") && !VIDEO_LENGTHS.containsAll(values)) {
            fields.reject("field_values", "must be among " + String.join(", ", VIDEO_LENGTHS));
        }
    }

    private static void add(ArrayNode clause, String operation, String field, List<String> values) {
        ObjectNode condition = clause.addObject();
        condition.put("operation", operation).put("field_name", field);
        values.forEach(condition.putArray("field_values")::add);
    }
}
