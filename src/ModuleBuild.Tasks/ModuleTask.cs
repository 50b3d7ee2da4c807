using System.Reflection;
using System.Runtime.Loader;
using BuildTask = Microsoft.Build.Utilities.Task;

namespace ModuleBuild.Tasks;

/// <summary>
/// A task that uses the SDK's own NuGet client. The tasks are compiled against the client of one SDK and run in any from
/// 10.0.100 on: the runtime would refuse an older client by its assembly version, so it is asked for by name alone.
/// </summary>
public abstract class ModuleTask : BuildTask
{
    static ModuleTask() => AssemblyLoadContext.GetLoadContext(typeof(ModuleTask).Assembly)!.Resolving += FindNuGetClient;

    private static Assembly? FindNuGetClient(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is { } simple && simple.StartsWith("NuGet.", StringComparison.Ordinal)
            ? AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(simple))
            : null;
}
