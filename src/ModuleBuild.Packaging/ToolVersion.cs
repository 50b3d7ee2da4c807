using System.Reflection;

namespace ModuleBuild.Packaging;

/// <summary>The version of ModuleBuild that is running, as outputs record it.</summary>
public static class ToolVersion
{
    /// <summary>SemVer 2 without build metadata, for example <c>1.4.0</c>.</summary>
    public static string Current { get; } = typeof(ToolVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];
}
