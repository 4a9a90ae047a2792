/** The formula of each name that has one, in TeX; in `withNumbers` `\now{name}` is the present value of a setting or a column. */
import type { MetricName } from "../core/metrics/index.ts";
import type { TheoryName } from "../core/theory/index.ts";
import type { SettingName, schema } from "../settings/schema.ts";
import type { TermName } from "./terms.ts";

/** What has a meaning of its own. */
export type MeantName = SettingName | MetricName | TheoryName | TermName;

type OptionName = {
  [N in SettingName]: (typeof schema)[N] extends { readonly options: infer O } ? `${N}.${keyof O & string}` : never;
}[SettingName];

export interface FormulaSource {
  readonly tex: string;
  readonly withNumbers?: string;
}

const tex = String.raw;

const error = (name: string): string =>
  tex`${name} = \frac{(\hat\theta-\theta)^\top \Sigma\,(\hat\theta-\theta)}{\theta^\top \Sigma\,\theta}`;
const errorRaw = (name: string): string => tex`${name} = (\hat\theta-\theta)^\top \Sigma\,(\hat\theta-\theta)`;
const overTasks = (name: string, summand: string): string => tex`${name} = \frac{1}{k}\sum_{i=1}^{k} ${summand}`;
const risk = tex`(\hat\theta_i-\theta_i)^\top \Sigma_i\,(\hat\theta_i-\theta_i)`;
const normalised = tex`\frac{(\hat\theta_i-\theta_i)^\top \Sigma_i\,(\hat\theta_i-\theta_i)}{\theta_i^\top \Sigma_i\,\theta_i}`;
const aligned = tex`\hat\theta(\mu) = (\alpha X^\top X + \lambda I + \mu(I - P_B))^{-1}\, \alpha X^\top y`;
const score = tex`\frac{\norm{P_1^\top P_2}_F}{\norm{P_1}_F \norm{P_2}_F},\quad P_i = U_{r_i}\Lambda_{r_i}^{1/2}`;

export const formulas = {
  // settings
  d: {
    tex: tex`X_i \in \mathbb{R}^{m_i \times d},\quad s = \max(1, \mathrm{round}(d/10))`,
    withNumbers: tex`d = \now{d}`,
  },
  kappa: {
    tex: tex`\Sigma_i = Q_i D_i^2 Q_i^\top,\quad (D_i)_{jj} = \kappa\ (j \in S_i),\ 1\ (j \notin S_i)`,
    withNumbers: tex`\kappa = \now{kappa}`,
  },
  cosine: {
    tex: tex`\cos(\theta_1,\theta_2) = \frac{\theta_1^\top \theta_2}{\norm{\theta_1}\norm{\theta_2}}`,
    withNumbers: tex`\cos(\theta_1,\theta_2) = \now{cosine}`,
  },
  phi: {
    tex: tex`e_j \mapsto \cos\varphi\, e_j + \sin\varphi\, e_{s+j},\quad j < s`,
    withNumbers: tex`\varphi = \now{phi}^\circ`,
  },
  mSource: { tex: tex`X_{s} \in \mathbb{R}^{m_s \times d}`, withNumbers: tex`m_s = \now{mSource},\quad d = \now{d}` },
  mTarget: { tex: tex`X_{t} \in \mathbb{R}^{m_t \times d}`, withNumbers: tex`m_t = \now{mTarget},\quad d = \now{d}` },
  m: { tex: tex`X_i \in \mathbb{R}^{m \times d}`, withNumbers: tex`m = \now{m},\quad d = \now{d}` },
  sigma: {
    tex: tex`y_i = X_i\theta_i + \varepsilon_i,\quad \varepsilon_i \sim N(0, \sigma^2 I)`,
    withNumbers: tex`\sigma = \now{sigma}`,
  },
  ridge: {
    tex: tex`F_\lambda = \sum_i \alpha_i \norm{X_iBA_i - y_i}^2 + \lambda \sum_i \norm{BA_i}^2`,
    withNumbers: tex`\lambda = \now{ridge}`,
  },
  r: { tex: tex`B \in \mathbb{R}^{d \times r},\quad A_i \in \mathbb{R}^{r}`, withNumbers: tex`r = \now{r}` },
  mu: { tex: aligned, withNumbers: tex`\mu = \now{mu}` },
  k: { tex: tex`i = 1, \dots, k`, withNumbers: tex`k = \now{k}` },
  rank: { tex: tex`\theta_i = U w_i,\quad U \in \mathbb{R}^{d \times r^*}`, withNumbers: tex`r^* = \now{rank}` },
  deviation: {
    tex: tex`\theta_i = U w_i + \nu\, g_i/\sqrt{d},\quad g_i \sim N(0, I)`,
    withNumbers: tex`\nu = \now{deviation}`,
  },
  sine: {
    tex: tex`\sin(\theta_1,\theta_2) = \sqrt{1 - \cos^2(\theta_1,\theta_2)}`,
    withNumbers: tex`\sin(\theta_1,\theta_2) = \now{sine}`,
  },
  sourceConditionNumber: {
    tex: tex`\kappa(\Sigma_1) = \frac{\lambda_{\max}(\Sigma_1)}{\lambda_{\min}(\Sigma_1)}`,
    withNumbers: tex`\kappa(\Sigma_1) = \now{sourceConditionNumber}`,
  },
  delta: { tex: tex`\angle(\theta_1, \theta_2) = \delta`, withNumbers: tex`\delta = \now{delta}^\circ` },
  beta: {
    tex: tex`x \sim \beta\,N(0, I) + \tfrac{1-\beta}{2}\,(N(2.5u, 0.09I) + N(-2.5u, 0.09I))`,
    withNumbers: tex`\beta = \now{beta}`,
  },
  sourceWeight: {
    tex: tex`F = \norm{X_tBA_t - y_t}^2 + w\,\norm{X_sBA_s - y_s}^2 + \dots`,
    withNumbers: tex`w = \now{sourceWeight}`,
  },
  learningRate: { tex: tex`x \leftarrow x - \eta\, D(x)`, withNumbers: tex`\eta = \now{learningRate}` },
  weighting: { tex: tex`F = \sum_i \alpha_i\, L(g(X_iB)A_i, y_i)` },
  "weighting.uniform": { tex: tex`\alpha_i = 1` },
  "weighting.bySampleSize": { tex: tex`\alpha_i = \frac{k/m_i}{\sum_j 1/m_j}` },
  "weighting.svd": { tex: tex`\alpha_i \propto \norm{U_r^\top X_i^\top y_i}` },
  "weighting.uncertainty": { tex: tex`\alpha_i \propto \frac{m_i}{\norm{X_i\hat\theta_i - y_i}^2}` },
  "weighting.chosen": { tex: tex`\alpha_i \in \{1, w\}` },
  "labels.unit": { tex: tex`y_i / \norm{y_i}` },
  "labels.printed": { tex: tex`y_i` },
  "model.linear": { tex: tex`\hat y = X B A` },
  "model.relu": { tex: tex`\hat y = \mathrm{ReLU}(X B)\, A` },
  "model.logistic": { tex: tex`\log(1 + \exp(-s\,x^\top B A)),\quad s = \pm 1` },
  "optimiser.gradientDescent": { tex: tex`x \leftarrow x - \eta D(x)` },
  "optimiser.momentum": { tex: tex`v \leftarrow 0.9\,v + D(x),\quad x \leftarrow x - \eta v` },
  "optimiser.nesterov": { tex: tex`z = x + \tfrac{n}{n+3}(x - x_-),\quad x_+ = z - \eta D(z)` },

  // metrics
  stlError: { tex: error(tex`\err_\STL`), withNumbers: tex`\err_\STL = \now{stlError}` },
  mtlError: { tex: error(tex`\err_\MTL`), withNumbers: tex`\err_\MTL = \now{mtlError}` },
  transferGap: {
    tex: tex`\Delta = \err_\MTL - \err_\STL`,
    withNumbers: tex`\Delta = \now{mtlError} - \now{stlError} = \now{transferGap}`,
  },
  loss: {
    tex: tex`F_\lambda = \sum_i \alpha_i \norm{g(X_iB)A_i - y_i}^2 + \lambda \sum_i \norm{BA_i}^2`,
    withNumbers: tex`F_\lambda = \now{loss}`,
  },
  headAngle: { tex: tex`(A_1, A_2) \propto (\cos t, \sin t)`, withNumbers: tex`t = \now{headAngle}` },
  alignedGap: {
    tex: tex`\Delta_\mu = \err(\hat\theta(\mu)) - \err_\STL,\quad ${aligned}`,
    withNumbers: tex`\Delta_\mu = \now{alignedGap},\quad \mu = \now{mu}`,
  },
  sourceStlError: { tex: error(tex`\err_\STL`), withNumbers: tex`\err_\STL = \now{sourceStlError}` },
  sourceMtlError: { tex: error(tex`\err_\MTL`), withNumbers: tex`\err_\MTL = \now{sourceMtlError}` },
  stlErrorRaw: { tex: errorRaw(tex`\err_\STL`), withNumbers: tex`\err_\STL = \now{stlErrorRaw}` },
  mtlErrorRaw: { tex: errorRaw(tex`\err_\MTL`), withNumbers: tex`\err_\MTL = \now{mtlErrorRaw}` },
  transferGapRaw: {
    tex: tex`\Delta = \err_\MTL - \err_\STL`,
    withNumbers: tex`\Delta = \now{mtlErrorRaw} - \now{stlErrorRaw} = \now{transferGapRaw}`,
  },
  alignedGapRaw: {
    tex: tex`\Delta_\mu = \err(\hat\theta(\mu)) - \err_\STL,\quad ${aligned}`,
    withNumbers: tex`\Delta_\mu = \now{alignedGapRaw},\quad \mu = \now{mu}`,
  },
  nullLoss: { tex: tex`F_\lambda(0) = \sum_i \alpha_i \norm{y_i}^2`, withNumbers: tex`F_\lambda(0) = \now{nullLoss}` },
  validatedGap: {
    tex: tex`\Delta = \err(\hat\theta(\mu)) - \err_\STL,\quad ${aligned}`,
    withNumbers: tex`\Delta = \now{validatedGap}`,
  },
  pickedGap: {
    tex: tex`\Delta = \err(\hat\theta) - \err_\STL,\quad \hat\theta \in \{\hat\theta_\MTL, \hat\theta_\STL\}`,
    withNumbers: tex`\Delta = \now{pickedGap}`,
  },
  risk: { tex: overTasks(tex`R_\MTL`, risk), withNumbers: tex`R_\MTL = \now{risk}` },
  stlRisk: { tex: overTasks(tex`R_\STL`, risk), withNumbers: tex`R_\STL = \now{stlRisk}` },
  riskGap: {
    tex: tex`\Delta = R_\MTL - R_\STL`,
    withNumbers: tex`\Delta = \now{risk} - \now{stlRisk} = \now{riskGap}`,
  },
  meanError: {
    tex: overTasks(tex`\overline{\err}_\MTL`, normalised),
    withNumbers: tex`\overline{\err}_\MTL = \now{meanError}`,
  },
  meanStlError: {
    tex: overTasks(tex`\overline{\err}_\STL`, normalised),
    withNumbers: tex`\overline{\err}_\STL = \now{meanStlError}`,
  },
  weightingGap: {
    tex: tex`\Delta = \overline{\err}(\alpha) - \overline{\err}(\alpha = 1)`,
    withNumbers: tex`\Delta = \now{weightingGap}`,
  },
  parameterError: {
    tex: tex`\frac{\norm{BA - \theta}}{\norm{\theta}}`,
    withNumbers: tex`\frac{\norm{BA - \theta}}{\norm{\theta}} = \now{parameterError}`,
  },
  stlParameterError: {
    tex: tex`\frac{\norm{\hat\theta_\STL - \theta}}{\norm{\theta}}`,
    withNumbers: tex`\frac{\norm{\hat\theta_\STL - \theta}}{\norm{\theta}} = \now{stlParameterError}`,
  },
  gradientConflict: {
    tex: tex`\max_{i<j}\ -\frac{\langle g_i, g_j\rangle}{\norm{g_i}\norm{g_j}},\quad g_i = \frac{\partial F_i}{\partial B}`,
    withNumbers: tex`\max_{i<j}\ -\cos(g_i, g_j) = \now{gradientConflict}`,
  },

  // theory
  theorem2Bound: {
    tex: tex`\frac{\norm{BA_2 - \theta_2}}{\norm{\theta_2}} \le 6c + \frac{1}{1-3c}\cdot\frac{\norm{\varepsilon_2}}{\norm{X_2\theta_2}}`,
    withNumbers: tex`\frac{\norm{BA_2 - \theta_2}}{\norm{\theta_2}} = \now{parameterError} \le \now{theorem2Bound},\quad c = \now{theorem2Margin}`,
  },
  theorem2Margin: {
    tex: tex`c = \kappa(X_2)\,\sin(\theta_1,\theta_2) \le \tfrac{1}{3}`,
    withNumbers: tex`c = \now{theorem2Margin}`,
  },
  similarity: { tex: score },

  // terms
  covariates: { tex: tex`X_i \in \mathbb{R}^{m_i \times d}` },
  labelVector: { tex: tex`y_i = X_i\theta_i + \varepsilon_i` },
  trueParameter: { tex: tex`\theta_i \in \mathbb{R}^{d}` },
  populationCovariance: { tex: tex`\Sigma_i = \mathrm{E}\,x x^\top` },
  signalSubspace: { tex: tex`|S_i| = \max(1, \mathrm{round}(d/10))` },
  sharedModule: { tex: tex`B \in \mathbb{R}^{d \times r}` },
  head: { tex: tex`A_i \in \mathbb{R}^{r}` },
  learnedPredictor: { tex: tex`\hat\theta_i = B A_i` },
  jointTraining: {
    tex: tex`\min_{B, A_1, \dots, A_k}\ \sum_i \alpha_i\, L(g(X_iB)A_i, y_i) + \lambda \sum_i \norm{BA_i}^2`,
  },
  aloneTraining: { tex: tex`\hat\theta_\STL = (X^\top X + \lambda I)^{-1} X^\top y` },
  negativeTransfer: { tex: tex`\Delta = \err_\MTL - \err_\STL > 0` },
  standardError: { tex: tex`\frac{1}{\sqrt{n}} \sqrt{\frac{1}{n-1}\sum_{j=1}^{n} (x_j - \bar x)^2}` },
  degrees: { tex: tex`\cos\varphi_j = \sigma_j(Q_1^\top Q_2)` },
  score: { tex: score, withNumbers: tex`\frac{\norm{P_1^\top P_2}_F}{\norm{P_1}_F \norm{P_2}_F} = \now{score}` },
  normalised: {
    tex: tex`\frac{S_{12}}{\sqrt{S_{11} S_{22}}}`,
    withNumbers: tex`\frac{S_{12}}{\sqrt{S_{11} S_{22}}} = \now{normalised}`,
  },
  value: { tex: tex`\tfrac{1}{m_i} X_i^\top X_i = U \diag(\lambda_1, \lambda_2, \dots)\, U^\top` },
  t: { tex: tex`(A_1, A_2) \propto (\cos t, \sin t)` },
  gap: { tex: tex`\Delta(\mu) = \err(\hat\theta(\mu)) - \err_\STL` },
  retrainedGap: {
    tex: tex`\min_{B, A} \sum_i \alpha_i \norm{X_i R_i B A_i - y_i}^2 + \lambda \norm{R_i B A_i}^2`,
  },
  weight: { tex: tex`F = \sum_i \alpha_i\, L(g(X_iB)A_i, y_i)` },
  phaseBoundary: {
    tex: tex`m^*(\varphi) = \frac{\sigma^2 d\,(1 - m_t/s)\,(\sin^2\varphi + \cos^2\varphi/\kappa^2)}{\err_\STL - \err_\infty}`,
  },
  proposition1: { tex: tex`r \ge k \;\Rightarrow\; \hat\theta_i^\MTL = \hat\theta_i^\STL` },
  algorithm1: {
    tex: tex`\min_{R_i, A_i} \norm{X_iR_iBA_i - y_i}^2 + \lambda\norm{R_iBA_i}^2 + \mu\norm{BA_i}^2\norm{R_i - I}_F^2`,
  },
} as const satisfies Partial<Record<MeantName | OptionName, FormulaSource>>;
