namespace ModuleBuild.Core.Diagnostics;

/// <summary>What a finding is about. The thousands of a code follow the category; see <c>docs/codes/README.md</c>.</summary>
public enum Category
{
    /// <summary>MB00xx: the text and the fields of <c>module.json</c>.</summary>
    Manifest,

    /// <summary>MB10xx: entry points and module dependencies.</summary>
    Dependencies,

    /// <summary>MB20xx: what code can do, permissions, vulnerabilities, secrets.</summary>
    Security,

    /// <summary>MB30xx: fits the last release and the host.</summary>
    Compatibility,

    /// <summary>MB40xx: generated documentation.</summary>
    Documentation,

    /// <summary>MB60xx: publishing and promotion.</summary>
    Release,

    /// <summary>MB90xx: what surrounds the build: SDK, files, baseline.</summary>
    Environment,
}
