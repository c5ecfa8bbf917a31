package dev.framewatch.bench.clips;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Edits that people make to a clip before they upload it again, as ffmpeg options. */
enum Change {
    LOW_BITRATE("H.264 at 100 kbit/s", ""),
    HALF_SIZE("half the size", "scale=iw/2:ih/2"),
    DOUBLE_SIZE("twice the size", "scale=iw*2:ih*2"),
    STRETCHED("stretched to 3 : 4", "scale=480:640"),
    BLACK_BORDER("black border, 14%", "pad=iw*1.28:ih*1.28:-1:-1,scale=360:640"),
    WHITE_BARS("white bars above and below", "pad=iw:ih*1.3:-1:-1:white,scale=360:-2"),
    BLURRED_WIDE(
            "upright in a wide blurred frame",
            "split[a][b];[a]scale=640:360:force_original_aspect_ratio=increase,crop=640:360,"
                    + "gblur=20[c];[b]scale=-2:360[d];[c][d]overlay=(W-w)/2:0"),
    BLURRED_TALL(
            "at 60% on its blurred copy",
            "split[a][b];[a]gblur=20[c];[b]scale=iw*0.6:ih*0.6[d];"
                    + "[c][d]overlay=(W-w)/2:(H-h)/2"),
    WATERMARK(
            "jumping watermark",
            "drawtext=text='@a.name.of.mine':fontsize=28:fontcolor=white:shadowx=1:shadowy=1:"
                    + "x='if(lt(mod(t,5),2.5),10,w-tw-10)':y='if(lt(mod(t,5),2.5),20,h-60)'"),
    MIRRORED("mirrored", "hflip"),
    CUT_START("first 1.37 s cut", "", "1.37", ""),
    CUT_HALF_SECOND("first 0.5 s cut", "", "0.5", ""),
    CUT_END("last 35% cut", "", "", "0.65"),
    CUT_BOTH("first 15% and last 20% cut", "", "0.15", "0.8"),
    CAPTIONS(
            "captions",
            "drawbox=x=iw*0.08:y=ih*0.7:w=iw*0.84:h=ih*0.13:color=white:t=fill,"
                    + "drawtext=text='You will not believe':fontsize=30:x=(w-tw)/2:y=h*0.71,"
                    + "drawtext=text='what happens next':fontsize=30:x=(w-tw)/2:y=h*0.76,"
                    + "drawtext=text='WAIT FOR IT':fontsize=44:fontcolor=yellow:borderw=3:"
                    + "x=(w-tw)/2:y=h*0.12"),
    CHANGING_CAPTIONS(
            "changing captions",
            "drawbox=x=iw*0.05:y=ih*0.78:w=iw*0.9:h=ih*0.12:color=black@0.8:t=fill,"
                    + "drawtext=text='%{pts\\:hms} and so on':fontsize=34:fontcolor=white:"
                    + "x=(w-tw)/2:y=h*0.81"),
    CROPPED("cropped to 85%", "crop=iw*0.85:ih*0.85"),
    CROPPED_CORNER("cropped to 85% in a corner", "crop=iw*0.85:ih*0.85:0:0"),
    CROPPED_SQUARE("cropped to a square", "crop=iw:iw"),
    ZOOMED("zoomed 1.25", "crop=iw*0.8:ih*0.8,scale=360:640"),
    BRIGHTER("brighter, more contrast", "eq=brightness=0.12:contrast=1.35"),
    DARKER("darker, gamma 0.6", "eq=brightness=-0.08:gamma=0.6"),
    COLOURS("other colours", "hue=h=70:s=1.6"),
    GREY("grey", "hue=s=0"),
    FASTER("5% faster", "setpts=PTS/1.05"),
    SLOWER("4% slower", "setpts=PTS/0.96"),
    FEWER_FRAMES("10 frames per second", "fps=10"),
    MORE_FRAMES("60 frames per second", "fps=60"),
    PICTURE_IN_FRAME(
            "at 55% on a pattern",
            "scale=iw*0.55:ih*0.55,pad=360:640:40:190:0x884422,"
                    + "drawbox=x=0:y=0:w=360:h=40:color=0x2266cc:t=fill,"
                    + "drawtext=text='REACTION':fontsize=50:fontcolor=white:x=(w-tw)/2:y=80"),
    NOISE("noise", "noise=alls=28:allf=t"),
    BLURRED("blurred", "gblur=2.5"),
    OWN_INTRO(
            "2 s of other material before and after",
            "tpad=start_duration=2:stop_duration=2:color=0x305030"),
    MANY("mirrored, cropped, captions, 3% faster, 0.7 s cut, low bitrate", "", "0.7", "");

    private static final String MANY_FILTER =
            "hflip,crop=iw*0.92:ih*0.92,"
                    + "drawtext=text='full video in bio':fontsize=34:fontcolor=white:borderw=3:"
                    + "x=(w-tw)/2:y=h*0.8,setpts=PTS/1.03";

    private final String title;
    private final String filter;
    private final String start;
    private final String end;

    Change(String title, String filter) {
        this(title, filter, "", "");
    }

    Change(String title, String filter, String start, String end) {
        this.title = title;
        this.filter = filter;
        this.start = start;
        this.end = end;
    }

    String title() {
        return title;
    }

    /** Writes an edited copy of a clip of the given duration. */
    void make(Path clip, double seconds, Path made) throws IOException, InterruptedException {
        List<String> output = new ArrayList<>();
        double from = start.isEmpty() ? 0 : Double.parseDouble(start);
        if (this == CUT_BOTH) {
            from *= seconds;
        }
        // cut with the exactness of frames: the encoder sees only what is kept
        String cut = from > 0 ? "trim=start=" + from + ",setpts=PTS-STARTPTS" : "";
        if (!end.isEmpty()) {
            double to = seconds * Double.parseDouble(end);
            cut = "trim=start=" + from + ":end=" + to + ",setpts=PTS-STARTPTS";
        }
        String used = this == MANY ? MANY_FILTER : filter;
        String all = cut.isEmpty() ? used : used.isEmpty() ? cut : cut + "," + used;
        if (!all.isEmpty()) {
            output.addAll(List.of("-vf", all + ",pad=ceil(iw/2)*2:ceil(ih/2)*2"));
        }
        boolean low = this == LOW_BITRATE || this == MANY;
        output.addAll(List.of("-c:v", "libx264", "-preset", "veryfast"));
        output.addAll(
                low
                        ? List.of("-b:v", "100k", "-maxrate", "150k", "-bufsize", "200k")
                        : List.of("-crf", "28"));
        int group = new Random(title.hashCode()).nextInt(60, 250);
        output.addAll(List.of("-g", String.valueOf(group)));
        Ffmpeg.make(made, clip, List.of(), output);
    }
}
