namespace ModuleBuild.Release.Promotion;

/// <summary>Passes sentences on at once, in their order.</summary>
/// <param name="say">Takes them.</param>
internal sealed class Sentences(Action<string> say) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value) => say(value);
}
