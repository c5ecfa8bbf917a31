# Sourced by `build` and `framewatch`: finds a JDK of at least 25 and exports JAVA_HOME.
# Looks at FRAMEWATCH_JDK, JAVA_HOME, /usr/lib/jvm, macOS's JDK folder, then the javac on the PATH.
# No program is started on the usual way: each would cost more than a hundredth of a second at every call.

# Whether a folder is a JDK that is new enough.
framewatch_is_jdk() {
  local line version
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        version=${line#JAVA_VERSION=\"}
        version=${version%%[!0-9]*}
        [ -n "$version" ] && [ "$version" -ge 25 ]
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

framewatch_find_jdk() {
  local candidate javac
  for candidate in "${FRAMEWATCH_JDK:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && framewatch_is_jdk "$candidate"; then
      JAVA_HOME=$candidate
      return 0
    fi
  done
  javac=$(command -v javac) || return 1
  candidate=$(readlink -f "$javac" 2>/dev/null || echo "$javac")
  JAVA_HOME=${candidate%/bin/javac}
  framewatch_is_jdk "$JAVA_HOME"
}

if framewatch_find_jdk; then
  export JAVA_HOME
else
  echo "framewatch: no JDK of version 25 or later found." >&2
  echo "Install one (for example Eclipse Temurin 25), or set FRAMEWATCH_JDK to its folder." >&2
  exit 2
fi
