using System.Reflection;
using System.Reflection.Emit;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.EndToEnd.Tests.Dependencies;

/// <summary>The packages of these tests. All share one packages folder, so that an id and a version are the same bytes in each test.</summary>
internal static class AcmePackages
{
    private static readonly TestPackage[] All =
    [
        WithApi(TestPackage.Module("Acme.Catalog", "2.1.0")),
        WithApi(TestPackage.Module("Acme.Catalog", "3.0.1")),
        WithApi(TestPackage.Module("Acme.Mail", "1.0.0")),
        WithApi(TestPackage.Module("Acme.OldOrders", "1.0.0")),
        WithApi(TestPackage.Module("Acme.Shop", "1.0.0").DependsOn("Acme.OldOrders", "1.0.0")),
        WithApi(TestPackage.Module("Acme.Rival", "1.0.0").ConflictsWith("Acme.OldOrders")),
        TestPackage.Module("Acme.Data", "1.0.0").WithFile("content/data.txt", "data"),
        WithApi(TestPackage.Library("Acme.Gateway", "8.3.0").DependsOn("Acme.Gateway.Types", "8.3.0")),
        WithApi(TestPackage.Library("Acme.Gateway.Types", "8.3.0")),
        WithApi(TestPackage.Library("Acme.Text", "1.0.0")),
        WithApi(TestPackage.Library("Acme.Text", "1.1.0")),
    ];

    /// <summary>Writes all of them into a folder feed.</summary>
    public static void WriteTo(string folder)
    {
        foreach (var package in All)
        {
            package.WriteTo(folder);
        }
    }

    /// <summary>Adds an assembly with an interface <c>IApi</c>, which needs no type of any other assembly.</summary>
    public static TestPackage WithApi(TestPackage package)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(package.Id), typeof(object).Assembly);
        assembly.DefineDynamicModule(package.Id)
            .DefineType($"{package.Id}.IApi", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract)
            .CreateType();
        using var stream = new MemoryStream();
        assembly.Save(stream);
        return package.WithFile($"lib/net10.0/{package.Id}.dll", stream.ToArray());
    }
}
