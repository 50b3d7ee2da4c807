using System.Runtime.CompilerServices;

namespace ModuleBuild.EndToEnd.Tests;

/// <summary>Every build of these tests has all stages, those that are in the making too.</summary>
internal static class SecurityInTheMaking
{
    [ModuleInitializer]
    internal static void SwitchOn() => Environment.SetEnvironmentVariable("ModuleBuildSecurity", "true");
}
