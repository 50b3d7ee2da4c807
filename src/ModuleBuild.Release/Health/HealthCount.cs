using System.Globalization;

namespace ModuleBuild.Release.Health;

/// <summary>
/// Makes a verdict of answers. Healthy: enough successes in a row, and the bake time is over, which begins with the first success. Unhealthy:
/// more failures than are allowed. It always comes to an end: each answer is a success, a failure, or one within the grace period.
/// </summary>
/// <param name="options">How many of what.</param>
public sealed class HealthCount(ProbeOptions options)
{
    private TimeSpan? _firstSuccess;
    private bool _hasAnswered;
    private int _inARow;
    private int _failures;

    /// <summary>Counts an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="at">When it came, from the first question on.</param>
    /// <returns>The verdict; null where more has to be asked.</returns>
    public HealthVerdict? Add(HealthAnswer answer, TimeSpan at)
    {
        if (answer.Kind == HealthAnswerKind.Healthy)
        {
            _hasAnswered = true;
            _firstSuccess ??= at;
            _inARow++;
            return _inARow >= options.Successes && at - _firstSuccess >= options.Bake ? new HealthVerdict(true, answer.Reason) : null;
        }

        _inARow = 0;
        if (answer.Kind == HealthAnswerKind.NotThere && !_hasAnswered && at < options.Grace)
        {
            return null;
        }

        _hasAnswered |= answer.Kind == HealthAnswerKind.Unhealthy;
        _failures++;
        return _failures > options.Failures ? new HealthVerdict(false, answer.Reason) : null;
    }

    /// <summary>How the count stands, as the end of a sentence: <c>2 of 3 successes in a row, 1 of 2 failures</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{_inARow} of {options.Successes} successes in a row, {_failures} of {options.Failures} allowed failures");
}
