namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>A text that <c>$"…"</c> puts together in a local: how it begins.</summary>
internal sealed class InterpolatedText
{
    /// <summary>The type by which the compiler does it.</summary>
    public const string Handler = "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler";

    private string _beginning = string.Empty;
    private bool _isOver;

    /// <summary>What is known of the text.</summary>
    public Value Beginning => _beginning.Length == 0 ? default : new Value(ValueKind.Prefix, Object: _beginning);

    /// <summary>A member of the handler is called.</summary>
    /// <param name="member">Its name.</param>
    /// <param name="arguments">What it gets.</param>
    public Value Called(string member, ReadOnlySpan<Value> arguments)
    {
        if (member is ".ctor")
        {
            (_beginning, _isOver) = (string.Empty, false);
        }
        else if (member is "AppendLiteral" or "AppendFormatted")
        {
            if (!_isOver && arguments is [{ Kind: ValueKind.Text, Object: string part }])
            {
                _beginning += part;
            }
            else
            {
                _isOver = true;
            }
        }

        return member is "ToStringAndClear" or "ToString" ? Beginning : default;
    }
}
