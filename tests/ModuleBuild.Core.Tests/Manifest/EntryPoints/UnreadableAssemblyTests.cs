using System.Text;

namespace ModuleBuild.Core.Tests.Manifest.EntryPoints;

/// <summary>Any bytes may stand where the assembly should.</summary>
public sealed class UnreadableAssemblyTests : IDisposable
{
    private const string Source = """
        namespace Acme;
        public class Base<T> { public void Configure(T builder) { } }
        public class Orders : Base<IHostApplicationBuilder> { public class Nested { private Nested(int[,] a, string[] b) { } } }
        """;

    private readonly EntryPointScenario _scenario = new();

    public static TheoryData<string, string> NoAssemblies => new()
    {
        { "", "That file is not a .NET assembly, or it is damaged. Build the project again." },
        { "Hello.", "That file is not a .NET assembly, or it is damaged. Build the project again." },
        { "MZ", "That file is not a .NET assembly, or it is damaged. Build the project again." },
        { "\u007fELF and so on", "That file is not a .NET assembly, or it is damaged. Build the project again." },
        { new string('\0', 100_000), "That file has no .NET metadata, so it is not an assembly. Build the project again." },
    };

    [Theory]
    [MemberData(nameof(NoAssemblies))]
    public void Content_that_is_no_assembly(string content, string advice)
    {
        var path = Path.Combine(_scenario.Module.Folder, "Acme.Orders.dll");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content));

        EntryPointNotFoundTests.AssertOnly(
            $"Entry point 'Acme.Orders' was not found in Acme.Orders.dll. {advice}", _scenario.CheckFile(path, ["Acme.Orders"]));
    }

    [Fact]
    public void A_file_that_is_not_there() =>
        EntryPointNotFoundTests.AssertOnly(
            "Entry point 'M' was not found in Acme.Orders.dll. That file does not exist. Build the project first.",
            _scenario.CheckFile(Path.Combine(_scenario.Module.Folder, "no", "Acme.Orders.dll"), ["M"]));

    [Fact]
    public void A_folder_in_its_place()
    {
        var path = Directory.CreateDirectory(Path.Combine(_scenario.Module.Folder, "Acme.Orders.dll")).FullName;

        var finding = Assert.Single(_scenario.CheckFile(path, ["M"]));

        Assert.StartsWith("Entry point 'M' was not found in Acme.Orders.dll. That file cannot be read: ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_native_library()
    {
        var path = Path.Combine(_scenario.Module.Folder, "Acme.Orders.dll");
        var image = File.ReadAllBytes(_scenario.Compile(Source));
        ClearCliHeader(image);
        File.WriteAllBytes(path, image);

        EntryPointNotFoundTests.AssertOnly(
            "Entry point 'M' was not found in Acme.Orders.dll. That file has no .NET metadata, so it is not an assembly. Build the project again.",
            _scenario.CheckFile(path, ["M"]));
    }

    [Fact]
    public void The_file_is_free_after_the_check()
    {
        var path = _scenario.Compile(Source);
        Assert.Empty(_scenario.CheckFile(path, ["Acme.Orders"]));

        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.True(exclusive.CanWrite);
    }

    [Fact]
    public void Truncated_assemblies_never_throw()
    {
        var path = _scenario.Compile(Source);
        var image = File.ReadAllBytes(path);

        for (var length = 0; length < image.Length; length += 37)
        {
            File.WriteAllBytes(path, image[..length]);
            Assert.All(_scenario.CheckFile(path, ["Acme.Orders"]), finding => Assert.StartsWith("MB100", finding.Code, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Damaged_assemblies_never_throw()
    {
        var path = _scenario.Compile(Source);
        var image = File.ReadAllBytes(path);
        var random = new Random(4711);

        for (var round = 0; round < 2_000; round++)
        {
            var damaged = (byte[])image.Clone();
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, damaged);
            Assert.All(
                _scenario.CheckFile(path, ["Acme.Orders", "Acme.Orders+Nested", "Acme.Missing"]),
                finding => Assert.StartsWith("MB100", finding.Code, StringComparison.Ordinal));
        }
    }

    public void Dispose() => _scenario.Dispose();

    /// <summary>Takes the address of the CLI header out of the optional header, so that only a native image remains.</summary>
    private static void ClearCliHeader(byte[] image)
    {
        var optionalHeader = BitConverter.ToInt32(image, 0x3c) + 24;
        var directories = optionalHeader + (BitConverter.ToUInt16(image, optionalHeader) == 0x20b ? 112 : 96);
        Array.Clear(image, directories + (14 * 8), 8);
    }
}
