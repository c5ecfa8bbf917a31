package dev.framewatch.desk.source.command;

import dev.framewatch.desk.command.CommandRun.Results;
import dev.framewatch.desk.command.CommandSpec;
import dev.framewatch.desk.command.Preset;
import dev.framewatch.desk.source.ResponseOrigin;
import dev.framewatch.desk.source.SourceResponse;
import dev.framewatch.desk.ytdlp.DownloadFields;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result files of a run as the program wrote them, each with the posts that were read from it.
 *
 * @param folder the folder that the results are in
 * @param readAt time at which they were read
 */
record ResultAnswers(CommandSpec command, Path folder, Instant readAt) {
    /** Maximum size of all files that are kept of one run, in bytes. */
    private static final long MAX_BYTES = 64L << 20;

    /**
     * Reads the files again, up to a limit. A file that has changed since its posts were read is
     * left out.
     *
     * @param posts keys of the new posts, by file
     */
    List<SourceResponse> of(Results results, Map<Path, Set<String>> posts) {
        List<SourceResponse> answers = new ArrayList<>();
        long total = 0;
        for (Map.Entry<Path, Set<String>> file : posts.entrySet()) {
            byte[] bytes = read(file.getKey(), MAX_BYTES - total);
            if (Sha256.of(bytes).equals(results.files().get(file.getKey()))) {
                total += bytes.length;
                answers.add(answer(file.getKey(), bytes, file.getValue()));
            }
        }
        return answers;
    }

    private static byte[] read(Path file, long most) {
        try {
            return BoundedFile.bytes(file, Math.min(most, SourceResponse.MAX_BYTES));
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private SourceResponse answer(Path file, byte[] bytes, Set<String> posts) {
        String name = folder.relativize(file).toString();
        if (command.preset() == Preset.YTDLP_FOLDER) {
            DownloadFields fields = DownloadFields.cutOutOf(bytes);
            return new SourceResponse(
                    ResponseOrigin.ofFile(name, "yt-dlp", fields.note(), readAt),
                    fields.json(),
                    posts);
        }
        return new SourceResponse(
                ResponseOrigin.ofFile(name, command.name(), "", readAt), bytes, posts);
    }
}
