using System.Globalization;
using Microsoft.CodeAnalysis;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>
/// Any bytes as an assembly or as symbols give a report: no exception, no end in time. MODULEBUILD_FUZZ sets how many (10,000 before a
/// release); the seed is fixed, so a number names its bytes.
/// </summary>
public sealed class DamageTests : IDisposable
{
    private const string Source = """
        using System; using System.Collections.Generic; using System.Diagnostics; using System.Threading.Tasks;
        public interface IShape<T> { T Area(T unit); static abstract IShape<T> Make(); }
        public record Circle(double R) : IShape<double> { public double Area(double unit) => R * unit; public static IShape<double> Make() => new Circle(1); }
        public class A
        {
            static readonly Uri Home = new Uri("https://example.com/");
            public async Task<int> Run<T>(List<T> items) where T : new()
            {
                await Task.Delay(1);
                foreach (var item in items) { switch (item) { case 1: Process.Start("a"); break; case "x": new T(); break; default: typeof(A).GetMethod("Run"); break; } }
                try { dynamic d = new Circle(2); d.Area(3); } catch (InvalidOperationException e) when (e.Message.Length > 1) { } finally { Console.WriteLine(Home); }
                return 1;
            }
            public IEnumerable<Func<int>> Later(int x) { yield return () => x; }
            [System.Runtime.InteropServices.DllImport("libfoo")] public static extern int Foo(IntPtr p);
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("MODULEBUILD_FUZZ"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 400;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(".dll")]
    [InlineData(".pdb")]
    public async Task Damaged_bytes_give_a_report(string ending)
    {
        var assembly = CompiledProgram.Compile(_folder.Path, "Damaged", Source, OptimizationLevel.Debug);
        var target = Path.ChangeExtension(assembly, ending);
        var whole = File.ReadAllBytes(target);
        var random = new Random(20261125);
        for (var round = 0; round < Rounds; round++)
        {
            File.WriteAllBytes(target, Damage(whole, random));

            // A round that does not end fails by the time limit, with its number in the trace.
            await Task.Run(() => Analyze(assembly), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
    }

    // Half of the damage is bytes, a quarter is numbers that metadata uses as rows and sizes, a quarter is a cut or bytes that move.
    private static byte[] Damage(byte[] whole, Random random)
    {
        byte[] bytes = [.. whole];
        for (var left = random.Next(1, 12); left > 0; left--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(8))
            {
                case < 4:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case < 6:
                    BitConverter.TryWriteBytes(bytes.AsSpan(at), random.Next(4) switch { 0 => -1, 1 => int.MaxValue, 2 => 0, _ => random.Next(70000) });
                    break;
                case 6:
                    var length = Math.Min(random.Next(64), bytes.Length - at);
                    bytes.AsSpan(random.Next(bytes.Length - length), length).CopyTo(bytes.AsSpan(at));
                    break;
                default:
                    bytes = random.Next(10) == 0 && at > 0 ? bytes[..at] : bytes;
                    break;
            }
        }

        return bytes;
    }

    private static AnalysisResult Analyze(string path) => CapabilityAnalysis.Run(
        new AnalysisRequest { Module = "Damaged", Files = [new AnalyzedFile(path, "Damaged", IsRoot: true)], WithEntries = true },
        TestContext.Current.CancellationToken);
}
