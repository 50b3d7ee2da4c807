using System.Reflection;
using System.Reflection.Emit;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.EndToEnd.Tests.Compatibility;

/// <summary>The host <c>Acme.Weir</c> in versions: 8.3.0, 8.4.0 without a method of it, 8.5.0 with one more member in its interface.</summary>
internal static class WeirPackages
{
    private const MethodAttributes Abstract =
        MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.HideBySig;

    /// <summary>Writes them into a folder feed.</summary>
    public static void WriteTo(string folder)
    {
        Version("8.3.0", opens: true, hasUnit: false).WriteTo(folder);
        Version("8.4.0", opens: false, hasUnit: false).WriteTo(folder);
        Version("8.5.0", opens: true, hasUnit: true).WriteTo(folder);
    }

    private static TestPackage Version(string version, bool opens, bool hasUnit)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Acme.Weir"), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule("Acme.Weir");
        // Interfaces only: they need no type of any other assembly.
        var gates = module.DefineType("Acme.Weir.IGates", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        if (opens)
        {
            gates.DefineMethod("Open", Abstract, typeof(int), [typeof(string)]);
        }

        gates.CreateType();
        var gauge = module.DefineType("Acme.Weir.IGauge", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        gauge.DefineMethod("Level", Abstract, typeof(int), []);
        if (hasUnit)
        {
            gauge.DefineMethod("Unit", Abstract, typeof(string), []);
        }

        gauge.CreateType();
        using var stream = new MemoryStream();
        assembly.Save(stream);
        return TestPackage.Library("Acme.Weir", version).WithFile("lib/net10.0/Acme.Weir.dll", stream.ToArray());
    }
}
