/// Names this version of the engine.
public enum EngineVersion {
  /// The version, as in semantic versioning (semver.org).
  public static let current = "0.4.0"
}
