using System.Text;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>The list of .NET's interfaces, which is made from the reference packs; MODULEBUILD_UPDATE=1 writes it.</summary>
public sealed class FrameworkInterfacesTests
{
    private const string Header = "# Interfaces of .NET with the names of their members, also of those that they build upon: made from the reference packs by FrameworkInterfacesTests.\n";

    [Fact]
    public void Every_interface_of_the_reference_packs_is_listed()
    {
        Assert.SkipWhen(ReferencePacks.Interfaces.Count == 0, "The reference packs are not beside this runtime.");
        var path = RepositoryFolder.Combine("src", "ModuleBuild.Security", "Capabilities", "Linking", "framework-interfaces.txt");
        var expected = ReferencePacks.Interfaces
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => string.Join(' ', [pair.Key, .. pair.Value.Order(StringComparer.Ordinal)]))
            .ToList();
        if (Environment.GetEnvironmentVariable("MODULEBUILD_UPDATE") == "1")
        {
            File.WriteAllText(path, Header + string.Join('\n', expected) + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        // A later .NET may have dropped none: what is listed and not there any more does no harm.
        Assert.Empty(expected.Except(File.ReadAllLines(path), StringComparer.Ordinal));
    }
}
