using System.Runtime.CompilerServices;

namespace ModuleBuild.Feeds.Tests;

/// <summary>Variables of the machine's user count more than a test's own nuget.config, so that they are taken away first.</summary>
internal static class OwnPackagesFolder
{
    [ModuleInitializer]
    internal static void ForgetThoseOfTheUser()
    {
        foreach (var name in new[] { "NUGET_PACKAGES", "NUGET_HTTP_CACHE_PATH", "NUGET_PLUGIN_PATHS", "NUGET_FALLBACK_PACKAGES" })
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
