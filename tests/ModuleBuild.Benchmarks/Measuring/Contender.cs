namespace ModuleBuild.Benchmarks.Measuring;

/// <summary>Something to be measured beside others.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="MeasureAsync">Runs it once and gives milliseconds.</param>
internal sealed record Contender(string Name, Func<Task<double>> MeasureAsync);
