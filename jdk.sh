# Sourced by `build` and `framewatch`: finds a JDK of at least 25 and exports JAVA_HOME.
# Looks at FRAMEWATCH_JDK, JAVA_HOME, /usr/lib/jvm, macOS's JDK folder, then the java on the PATH.

framewatch_java_version() {
  [ -x "$1/bin/javac" ] || return 1
  local major=""
  if [ -r "$1/release" ]; then
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  fi
  [ -n "$major" ] && [ "$major" -ge 25 ]
}

framewatch_find_jdk() {
  local candidate on_path
  on_path=$(command -v javac 2>/dev/null || true)
  [ -n "$on_path" ] && on_path=$(cd "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")/.." && pwd)
  for candidate in "${FRAMEWATCH_JDK:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$on_path"; do
    if [ -n "$candidate" ] && framewatch_java_version "$candidate"; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

if JAVA_HOME=$(framewatch_find_jdk); then
  export JAVA_HOME
else
  echo "framewatch: no JDK of version 25 or later found." >&2
  echo "Install one (for example Eclipse Temurin 25), or set FRAMEWATCH_JDK to its folder." >&2
  exit 2
fi
