namespace ModuleBuild.Security.Tests.Compatibility;

/// <summary>Any bytes as an assembly: no crash, no hang.</summary>
public sealed class DamagedAssemblyTests
{
    [Fact]
    public void Ten_thousand_mutations_of_the_module_and_of_the_host_end_well()
    {
        const string api = """
            public interface ITag<T> { string Name { get; } T Put(T t, in int n); string Unit => ""; }
            public abstract class Hook : ITag<int> { public abstract void Start(); public string Name => ""; public virtual int Put(int t, in int n) => t; public class Inner<R> { public R[,] Map(Func<R, int> f) => null!; } [Obsolete("x")] public event Action Changed; void Fire() => Changed?.Invoke(); }
            """;
        using var host = new HostScenario { WithFramework = false }.Host("8.3.0", api).Host("8.4.0", api + " public class Extra { }").Module("""
            public class MyHook : Hook { public override void Start() { Changed += () => { }; new Inner<string>().Map(s => 1); } public override int Put(int t, in int n) => base.Put(t, n); }
            """);
        var (module, newer) = (File.ReadAllBytes(host.ModulePath), host.BytesOf("8.4.0"));
        var random = new Random(3001);

        for (var round = 0; round < 10_000; round++)
        {
            host.Overwrite(round % 2 == 0 ? Mutated(module, random) : module);
            host.Overwrite("8.4.0", round % 2 == 1 ? Mutated(newer, random) : newer);
            _ = host.Findings();
        }
    }

    // Mostly in the metadata, which is the larger part of these assemblies; now and then the file is cut.
    private static byte[] Mutated(byte[] bytes, Random random)
    {
        var copy = random.Next(20) == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
        for (var count = random.Next(1, 12); count > 0 && copy.Length > 0; count--)
        {
            copy[random.Next(copy.Length)] = (byte)random.Next(256);
        }

        return copy;
    }
}
