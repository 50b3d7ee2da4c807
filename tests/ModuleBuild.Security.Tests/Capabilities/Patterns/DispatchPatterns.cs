namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>Programs in which what runs is decided by an instance of a generic type, by the lowest of several bodies, or by who calls.</summary>
internal static class DispatchPatterns
{
    private const string Both = "interface IP<T> { bool Check(T t); } class Both : IP<int>, IP<string> { public bool Check(int t) => Bad.Do() > 0; public bool Check(string s) => true; } ";
    private const string Makes = "interface IMakes<T> where T : IMakes<T> { static abstract T Make(); } class E : IMakes<E> { public static E Make() { Bad.Do(); return new(); } } class N : IMakes<N> { public static N Make() => new(); } ";
    private const string Diamond = "interface IA { void Do() => Bad.Do(); } interface IB : IA { void IA.Do() => Bad.Do(); } interface IC : IA { void IA.Do() => Bad.Do(); } ";
    private const string Values = "interface IW { void Do(); } struct E : IW { public void Do() => Bad.Do(); } struct N : IW { public void Do() { } } static class Loop { public static void Run<T>(T t) where T : struct, IW => t.Do(); } ";
    private const string Factory = "interface IF { object Make<T>() where T : new(); } class F : IF { public object Make<T>() where T : new() => new T(); } abstract class G { public abstract object Make<T>() where T : new(); } class H : G { public override object Make<T>() => new T(); } class A { public A() => Bad.Do(); } class N { } ";

    public static IEnumerable<Pattern> All { get; } = new PatternList()
        .Twins("one of two instances of an interface",
            Both + "class Entry { public void Run(bool b) { IP<int> p = b ? new Both() : null; p.Check(1); } }",
            Both + "class Entry { public void Run(bool b) { IP<string> p = b ? new Both() : null; p.Check(\"\"); } }")
        .Twins("an instance of an interface, of an object that was just made",
            Both + "class Entry { public void Run() { IP<int> p = new Both(); p.Check(1); } }",
            Both + "class Entry { public void Run() { IP<string> p = new Both(); p.Check(\"\"); } }")
        .Reaches("an instance of a covariant interface", "interface IS<out T> { T Get(); } class E : IS<string> { public string Get() { Bad.Do(); return null; } } class Entry { public void Run(bool b) { IS<object> s = b ? new E() : null; s.Get(); } }", PatternList.Start)
        .Twins("a static member of a type parameter",
            Makes + "class Program { static T Make<T>() where T : IMakes<T> => T.Make(); public static void Go() => Make<E>(); } class Entry { public void Run() => Program.Go(); }",
            Makes + "class Program { static T Make<T>() where T : IMakes<T> => T.Make(); public static void Go() { Make<N>(); new E(); } } class Entry { public void Run() => Program.Go(); }")
        .Twins("a member of a value whose type is a parameter",
            Values + "class Entry { public void Run() => Loop.Run(new E()); }",
            Values + "class Entry { public void Run() { Loop.Run(new N()); var e = new E(); e.ToString(); } }")
        .Reaches("a static member of what reflection gives", Makes + "public class Entry { public void Run() => typeof(Entry).GetMethod(\"Make\", BindingFlags.NonPublic).MakeGenericMethod(typeof(E)).Invoke(null, null); static T Make<T>() where T : IMakes<T> => T.Make(); }", PatternList.Start, "reflection:invoke")
        .Twins("an object that an override makes of its type parameter",
            Factory + "class Entry { public void Run() { G g = new H(); g.Make<A>(); } }",
            Factory + "class Entry { public void Run() { G g = new H(); g.Make<N>(); new List<A>(); } }")
        .Twins("an object that an implementation makes of its type parameter",
            Factory + "class Entry { public void Run() { IF f = new F(); f.Make<A>(); } }",
            Factory + "class Entry { public void Run() { IF f = new F(); f.Make<N>(); new List<A>(); } }")
        .Twins("the lowest of several default members",
            Diamond.Replace("IB : IA { void IA.Do() => Bad.Do();", "IB : IA { void IA.Do() { }", StringComparison.Ordinal) + "interface ID : IB, IC { void IA.Do() => Bad.Do(); } class C : ID { } class Entry { public void Run() { IA a = new C(); a.Do(); } }",
            Diamond + "interface ID : IB, IC { void IA.Do() { } } class C : ID { } class Entry { public void Run() { IA a = new C(); a.Do(); } }")
        .Twins("a virtual member beside those of an interface of .NET",
            "class A : IDisposable { public virtual void Dispose() => Bad.Do(); } class Entry { public void Run() => new A(); }",
            "class A : IDisposable { public void Dispose() { } public virtual void Other() => Bad.Do(); } class Entry { public void Run() => new A(); }")
        .Twins("an override of what implements an interface of .NET",
            "class A : IDisposable { public virtual void Dispose() { } } class B : A { public override void Dispose() => Bad.Do(); } class Entry { public void Run() { using IDisposable a = new B(); } }",
            "class A : IDisposable { public virtual void Dispose() { } public virtual void Other() { } } class B : A { public override void Other() => Bad.Do(); } class Entry { public void Run() { using IDisposable a = new B(); } }")
        .Twins("a copy of a record",
            "record R { public R() { } protected R(R o) => Bad.Do(); } class Entry { public void Run() { var r = new R() with { }; } }",
            "record R { public R() { } protected R(R o) => Bad.Do(); } class Entry { public void Run() { var r = new R(); } }")
        .Twins("a private method of the type from which one starts",
            "class Entry { public void Run() => Own(); void Own() => Bad.Do(); }",
            "class Entry { public void Run() { } void Own() => Bad.Do(); }")
        .Reaches("a program that is all private", "class Entry { static void Run() => Bad.Do(); }", PatternList.Start)
        .All;
}
